import type { Limiter } from '../../reading/limiter.js'
import type { Caller, Document, ReadScope } from '../description.js'
import { type AwsServiceName, awsService } from '../services.js'
import type { AwsClients } from './clients.js'
import { AwsCallError } from './failure.js'
import { toDocument } from './to-document.js'

/** What the callers of one session share. */
export interface CallerOptions {
  readonly clients: AwsClients
  /** Runs a call when the account and its region have room for it. */
  readonly limit: (region: string) => Limiter
  /** Where services without regions are called. */
  readonly homeRegion: string
  readonly remembered: Map<string, Promise<unknown>>
  readonly patience: number
}

/** A service gave a page token twice: going on would never end, and stopping would hide the rest. */
export class RepeatedPageError extends Error {
  override readonly name = 'RepeatedPage'
  override readonly message = 'the same page token was given twice'
}

/** Makes a caller for one region. */
export function createCaller(options: CallerOptions, scope: ReadScope, signal?: AbortSignal): Caller {
  async function call(service: AwsServiceName, operation: string, input: Document): Promise<Document> {
    const region = awsService(service).global ? options.homeRegion : scope.region
    return options.limit(region)(async () => {
      try {
        signal?.throwIfAborted()
        return toDocument(await options.clients.send({ service, region, operation }, input, signal), service)
      } catch (error) {
        throw new AwsCallError(service, operation, error)
      }
    })
  }

  async function* pages(service: AwsServiceName, operation: string, input: Document): AsyncGenerator<Document> {
    const { answer, request } = awsService(service).pages
    const seen = new Set<unknown>()
    let next = input
    for (;;) {
      const page = await call(service, operation, next)
      yield page
      const token = page[answer]
      if (token === undefined || token === '') return
      if (seen.has(token)) throw new AwsCallError(service, operation, new RepeatedPageError())
      seen.add(token)
      next = { ...input, [request]: token }
    }
  }

  function once<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = options.remembered.get(key) ?? work()
    options.remembered.set(key, result)
    return result as Promise<Result>
  }

  return { scope, call, pages, once, patience: options.patience }
}
