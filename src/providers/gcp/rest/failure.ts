import type { UnreadReason } from '../../../core/resource.js'
import {
  asDocument,
  type CallFailure,
  type Document,
  documentsIn,
  reasonOfStatus,
  shortMessage,
} from '../../reading/rest-answer.js'

/** Google's reasons that say more than the status: quotas come as 403, and so does an API that is switched off. */
const reasonsByCode: Readonly<Record<string, UnreadReason>> = {
  SERVICE_DISABLED: 'not-available',
  accessNotConfigured: 'not-available',
  rateLimitExceeded: 'throttled',
  userRateLimitExceeded: 'throttled',
  quotaExceeded: 'throttled',
  RATE_LIMIT_EXCEEDED: 'throttled',
}

/** Why a call failed: by Google's answer, missing credentials, or the network. */
export function failureOfError(error: unknown): CallFailure {
  const { message } = error instanceof Error ? error : new Error(String(error))
  const { response } = (error ?? {}) as { response?: { status?: number; data?: unknown } }
  if (response?.status !== undefined) return failureOfAnswer(response.status, response.data)
  const refused = /could not load the default credentials|invalid_grant|unauthorized_client/i.test(message)
  return { reason: refused ? 'access-denied' : 'failed', message: shortMessage(message) }
}

function failureOfAnswer(status: number, data: unknown): CallFailure {
  const error = asDocument(asDocument(data)?.['error']) ?? {}
  const code = codeOf(error)
  const message = typeof error['message'] === 'string' ? error['message'] : ''
  return {
    reason: (code === undefined ? undefined : reasonsByCode[code]) ?? reasonOfStatus(status),
    ...(code !== undefined && { code }),
    message: message === '' ? `HTTP ${status}` : shortMessage(message),
  }
}

/** The most telling code of an error: ErrorInfo's reason, then the older `errors[].reason`, then the status. */
function codeOf(error: Document): string | undefined {
  const candidates = [...documentsIn(error['details']), ...documentsIn(error['errors'])].map(({ reason }) => reason)
  return [...candidates, error['status']].find((code) => typeof code === 'string')
}
