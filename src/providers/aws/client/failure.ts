import type { Unread, UnreadReason } from '../../../core/resource.js'
import { type AwsServiceName, operationName } from '../services.js'

const reasons: readonly (readonly [RegExp, UnreadReason])[] = [
  [
    /^(AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|Forbidden|AllAccessDisabled)/,
    'access-denied',
  ],
  [/^(ExpiredToken|InvalidAccessKeyId|SignatureDoesNotMatch|CredentialsProvider|TokenProvider)/, 'access-denied'],
  [
    /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|BandwidthLimit|LimitExceeded|PriorRequestNotComplete)/,
    'throttled',
  ],
  [/^(RequestThrottled|ProvisionedThroughputExceeded)/, 'throttled'],
  [/^(Timeout|RequestTimeout|TimeoutError|ETIMEDOUT)/, 'timed-out'],
  [/^Abort/, 'interrupted'],
  [/^(OptInRequired|UnrecognizedClient|InvalidClientTokenId|AuthFailure|SubscriptionRequired)/, 'not-available'],
  [/^(KMSInvalidState|NotSupported|UnsupportedOperation|ENOTFOUND)/, 'not-available'],
]

/**
 * The code of an error that a call gave, without the `Exception` or `Fault` that only some SDKs add; the code on the
 * wire wins over the name that the SDK gave it.
 */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown'
  const { Code, code } = error as { Code?: unknown; code?: unknown }
  const named = [error.name, Code, code].find((name) => typeof name === 'string' && name !== '' && name !== 'Error')
  return bareCode(String(named ?? 'Unknown'))
}

/** An error code without its ending, so that both spellings of it are equal. */
export function bareCode(code: string): string {
  return code.replace(/(Exception|Fault)$/, '')
}

/** What to record of a failed call. A region that was not enabled refuses any caller, hence `not-available`. */
export function unreadOf(
  error: unknown,
  call: { readonly service: AwsServiceName; readonly operation: string; readonly permissions?: readonly string[] },
): Unread {
  const code = errorCode(error)
  const reason = reasons.find(([pattern]) => pattern.test(code))?.[1] ?? reasonOfStatus(error)
  const operation = operationName(call.service, call.operation)
  const permission = call.permissions?.[0] ?? operation
  const message = error instanceof Error && error.message !== '' ? error.message : code
  return { reason, message: `${code}: ${message}`, operation, ...(reason === 'access-denied' ? { permission } : {}) }
}

function reasonOfStatus(error: unknown): UnreadReason {
  const status = (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode
  if (status === 403) return 'access-denied'
  return status === 429 ? 'throttled' : 'failed'
}
