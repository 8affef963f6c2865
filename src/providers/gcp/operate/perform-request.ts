import { setTimeout as wait } from 'node:timers/promises'
import type { CloudRequest } from '../../../core/operation.js'
import type { OperateFailure } from '../../../core/provider.js'
import { givenUp } from '../../operating/operate-failure.js'
import type { CallOutcome } from '../../operating/perform.js'
import { asDocument, type Document, documentsIn } from '../../reading/rest-answer.js'
import { fill } from '../read/read-type.js'
import { methodOf } from '../requests/methods.js'
import type { GcpCaller } from '../rest/caller.js'
import type { GcpChangeSender } from '../rest/change-sender.js'

/** What performing needs: a sender of the change itself, and a caller that asks what became of it. */
export interface GcpPerforming {
  readonly send: GcpChangeSender
  readonly caller: GcpCaller
  readonly project: string
  /** Milliseconds between two looks at a long-running operation. */
  readonly pollDelay: number
}

/** Calls a method of a Google API and waits until the operation that it set off is done. */
export async function performRequest(
  performing: GcpPerforming,
  request: CloudRequest,
  signal: AbortSignal,
): Promise<CallOutcome> {
  const found = await methodOf(request)
  if (found === undefined) return invalid('UnknownMethod', `${request.service}.${request.action} is not described`)
  const { body, ...parameters } = request.input
  if ('project' in parameters && parameters['project'] !== performing.project) {
    return invalid('OtherProject', `${parameters['project']} is another project`)
  }
  const { url, query } = addressOf(found.method.url, parameters)
  const answer = await performing.send({ method: found.method.method, url, query, body: asDocument(body), signal })
  if ('failure' in answer) return answer
  const failure = await failureOfCompletion(performing, answer.body, signal)
  return failure ? { failure } : { response: summaryOf(answer.body) }
}

function invalid(code: string, message: string): CallOutcome {
  return { failure: { reason: 'invalid', code, message } }
}

/** The URL with its placeholders filled, and the parameters that it does not hold. */
function addressOf(template: string, parameters: Document): { url: string; query: Readonly<Record<string, string>> } {
  const texts = Object.entries(parameters).map(([name, value]) => [name, String(value)] as const)
  const inPath = texts.filter(([name]) => template.includes(`{${name}}`))
  return {
    url: fill(template, Object.fromEntries(inPath.map(([name, value]) => [name, encodeURIComponent(value)]))),
    query: Object.fromEntries(texts.filter(([name]) => !template.includes(`{${name}}`))),
  }
}

/** Compute Engine answers with an operation, which is looked at until it is done; Cloud Storage with the result. */
async function failureOfCompletion(
  { caller, pollDelay }: GcpPerforming,
  first: Document,
  signal: AbortSignal,
): Promise<OperateFailure | undefined> {
  if (first['kind'] !== 'compute#operation') return undefined
  const url = String(first['selfLink'])
  if (!isOfGoogle(url)) return { reason: 'uncertain', code: 'UnknownStatus', message: 'its status is on another host' }
  for (let latest = first; ; ) {
    if (latest['status'] === 'DONE') return failureOfOperation(latest)
    const woken = await wait(pollDelay, true, { signal }).catch(() => false)
    if (!woken) return givenUp(undefined, true)
    const answer = await caller({ url, signal })
    if ('failure' in answer) {
      const { code = answer.failure.reason, message } = answer.failure
      return signal.aborted ? givenUp(undefined, true) : { reason: 'uncertain', code, message }
    }
    latest = answer.body
  }
}

/** True of a URL that credentials may be sent to. */
function isOfGoogle(url: string): boolean {
  return URL.canParse(url) && /^https:\/\/[a-z]+\.googleapis\.com$/.test(new URL(url).origin)
}

function failureOfOperation({ error }: Document): OperateFailure | undefined {
  const [first] = documentsIn(asDocument(error)?.['errors'])
  if (first === undefined) return undefined
  const code = String(first['code'])
  return { reason: reasonOf(code), code, message: String(first['message'] ?? code) }
}

function reasonOf(code: string): OperateFailure['reason'] {
  if (/QUOTA|LIMIT_EXCEEDED|RESOURCE_POOL_EXHAUSTED/.test(code)) return 'quota'
  if (/IN_USE|NOT_READY|CONDITION_NOT_MET/.test(code)) return 'conflict'
  return code === 'RESOURCE_NOT_FOUND' ? 'not-found' : 'failed'
}

/** What identifies the operation in Google's own logs; the rest of the answer is none of a record's business. */
function summaryOf({ kind, name, operationType, targetLink, selfLink }: Document): Document {
  return kind === 'compute#operation' ? { kind, name, operationType, targetLink } : { kind, selfLink }
}
