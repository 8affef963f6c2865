import type { AuthClient } from 'google-auth-library'
import type { OperateFailure } from '../../../core/provider.js'
import { givenUp, reasonOfChange, unansweredChange } from '../../operating/operate-failure.js'
import type { Limiter } from '../../reading/limiter.js'
import { asDocument, type Document } from '../../reading/rest-answer.js'
import { failureOfError } from './failure.js'
import { pauseBefore } from './retry-after.js'

/** A call that changes something. */
export interface GcpChange {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly query: Readonly<Record<string, string>>
  readonly body?: Document | undefined
  readonly signal: AbortSignal
}

/** Sends a change; the answer's document, or why it failed. */
export type GcpChangeSender = (
  change: GcpChange,
) => Promise<{ readonly body: Document } | { readonly failure: OperateFailure }>

export interface ChangeSenderOptions {
  readonly client: AuthClient
  readonly limiter: Limiter
  /** Milliseconds before the first repetition of a throttled call that names no time itself. */
  readonly retryDelay?: number
}

const repetitions = 4

/** A sender over the auth library's client. A call is repeated only when it was throttled, which is to say not made. */
export function createChangeSender({ client, limiter, retryDelay = 1000 }: ChangeSenderOptions): GcpChangeSender {
  return (change) => limiter(() => send(client, change, retryDelay))
}

async function send(
  client: AuthClient,
  { method, url, query, body, signal }: GcpChange,
  retryDelay: number,
): ReturnType<GcpChangeSender> {
  let attempt = 0
  try {
    const { data } = await client.request<unknown>({
      url,
      method,
      params: query,
      ...(body && { data: body }),
      signal,
      responseType: 'json',
      retry: true,
      retryConfig: {
        retry: repetitions,
        noResponseRetries: 0,
        httpMethodsToRetry: [method],
        statusCodesToRetry: [[429, 429]],
        retryBackoff: ({ response }) => pauseBefore(response?.headers, retryDelay * 2 ** attempt++, signal),
      },
    })
    return { body: asDocument(data) ?? {} }
  } catch (error) {
    return { failure: failureOf(error, signal) }
  }
}

function failureOf(error: unknown, signal: AbortSignal): OperateFailure {
  const { response } = (error ?? {}) as { response?: { status?: number } }
  const { reason, code, message } = failureOfError(error)
  if (response?.status === undefined) {
    if (reason === 'access-denied') return { reason, code: 'NoCredentials', message }
    return signal.aborted ? givenUp(undefined, true) : unansweredChange(error)
  }
  const isThrottled = reason === 'throttled' && !/quotaExceeded/.test(code ?? '')
  return {
    reason: isThrottled ? 'throttled' : reasonOfChange(response.status, code),
    code: code ?? `HTTP${response.status}`,
    message,
  }
}
