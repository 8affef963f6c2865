import type { OperateFailure } from '../../core/provider.js'

type Reason = OperateFailure['reason']

const reasons: Readonly<Record<number, Reason>> = {
  400: 'invalid',
  401: 'access-denied',
  403: 'access-denied',
  404: 'not-found',
  405: 'invalid',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  422: 'invalid',
  429: 'throttled',
}

/** What an HTTP status of 400 or more says of a change: after a 5xx it may have been made all the same. */
export function reasonOfChange(status: number, code: string | undefined): Reason {
  if (status >= 500) return 'uncertain'
  if (code !== undefined && /quota/i.test(code) && status !== 429) return 'quota'
  return reasons[status] ?? 'failed'
}

/** Network errors that come before a request has left. */
const neverSent = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Why a change had no answer. Unless it surely was not sent, it may have been made. */
export function unansweredChange(error: unknown): OperateFailure {
  const codes = codesOf(error)
  const known = codes.find((code) => neverSent.has(code))
  return {
    reason: known === undefined ? 'uncertain' : 'failed',
    code: known ?? codes.at(-1) ?? 'NoAnswer',
    message: error instanceof Error ? error.message : String(error),
  }
}

/** The codes of an error and of what caused it, from the outside in. */
function codesOf(error: unknown): readonly string[] {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown }
  return [...(typeof code === 'string' ? [code] : []), ...(cause ? codesOf(cause) : [])]
}

/** The failure of a change that was given up: before it was sent, or after, when its outcome is open. */
export function givenUp(signal: AbortSignal | undefined, sent: boolean): OperateFailure {
  return {
    reason: sent ? 'uncertain' : 'failed',
    code: signal?.aborted ? 'Interrupted' : 'Timeout',
    message: signal?.aborted ? 'the run was interrupted' : 'the change did not complete in time',
  }
}
