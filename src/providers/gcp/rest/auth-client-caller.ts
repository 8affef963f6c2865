import type { AuthClient } from 'google-auth-library'
import type { Limiter } from '../../reading/limiter.js'
import { asDocument, interrupted, type RestAnswer } from '../../reading/rest-answer.js'
import type { GcpCall, GcpCaller } from './caller.js'
import { failureOfError } from './failure.js'
import { pauseBefore } from './retry-after.js'

export interface AuthClientCallerOptions {
  readonly client: AuthClient
  readonly limiter: Limiter
  /** Milliseconds before the first repetition of a failed call that names no time itself. */
  readonly retryDelay?: number
  /** How often a call without any answer is repeated. */
  readonly repetitionsWithoutAnswer?: number
}

const repetitions = 4

/** A caller over the auth library's client: its tokens, its proxy settings and its retries, with Retry-After. */
export function createAuthClientCaller(options: AuthClientCallerOptions): GcpCaller {
  return (call) => options.limiter(() => send(options, call))
}

async function send(options: AuthClientCallerOptions, { url, query, signal }: GcpCall): Promise<RestAnswer> {
  if (signal?.aborted) return { failure: interrupted }
  const { client, retryDelay = 1000, repetitionsWithoutAnswer = 2 } = options
  let attempt = 0
  try {
    const { data } = await client.request<unknown>({
      url,
      ...(query && { params: query }),
      ...(signal && { signal }),
      responseType: 'json',
      retry: true,
      retryConfig: {
        retry: repetitions,
        noResponseRetries: repetitionsWithoutAnswer,
        retryBackoff: ({ response }) => pauseBefore(response?.headers, retryDelay * 2 ** attempt++, signal),
      },
    })
    const body = asDocument(data)
    return body ? { body } : { failure: { reason: 'failed', message: 'the answer is no JSON object' } }
  } catch (error) {
    return { failure: signal?.aborted ? interrupted : failureOfError(error) }
  }
}
