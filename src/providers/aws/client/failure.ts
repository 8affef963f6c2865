import type { Unread, UnreadReason } from '../../../core/resource.js'
import { shortMessage } from '../../reading/rest-answer.js'
import { type AwsServiceName, operationName } from '../services.js'

/** A call and the permissions it needs, where they are not named as the operation is. */
export interface CallIdentity {
  readonly service: AwsServiceName
  readonly operation: string
  readonly permissions?: readonly string[]
}

/** A call that failed, with the SDK's error as its cause. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError'
  readonly service: AwsServiceName
  readonly operation: string

  constructor(service: AwsServiceName, operation: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.service = service
    this.operation = operation
  }
}

/** A region that was not enabled refuses every caller with an authentication error, hence `not-available`. */
const reasons: readonly (readonly [RegExp, UnreadReason])[] = [
  [
    /^(AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|Forbidden|AllAccessDisabled)/,
    'access-denied',
  ],
  [/^(ExpiredToken|InvalidAccessKeyId|SignatureDoesNotMatch|CredentialsProvider|TokenProvider)/, 'access-denied'],
  [
    /^(Throttl|RequestThrottled|TooManyRequests|RequestLimitExceeded|LimitExceeded|SlowDown|BandwidthLimit)/,
    'throttled',
  ],
  [/^(Timeout|RequestTimeout|ETIMEDOUT)/, 'timed-out'],
  [/^Abort/, 'interrupted'],
  [/^(OptInRequired|UnrecognizedClient|InvalidClientTokenId|AuthFailure|SubscriptionRequired)/, 'not-available'],
  [/^(KMSInvalidState|NotSupported|UnsupportedOperation|ENOTFOUND|MissingRecording)/, 'not-available'],
]

/** The code of an error, without the `Exception` or `Fault` that only some SDKs add. */
export function errorCode(error: unknown): string {
  if (error instanceof AwsCallError) return errorCode(error.cause)
  if (!(error instanceof Error)) return 'Unknown'
  const { Code, code } = error as { Code?: unknown; code?: unknown }
  const named = [error.name, Code, code].find((name) => typeof name === 'string' && name !== '' && name !== 'Error')
  return bareCode(String(named ?? 'Unknown'))
}

/** An error code without its ending, so that both spellings of it are equal. */
export function bareCode(code: string): string {
  return code.replace(/(Exception|Fault)$/, '')
}

/**
 * What to record of a failed call. `meant` is the call that was to be made, with its permissions; another may have
 * failed on the way. Anything but a failed call is a bug, and thrown on.
 */
export function unreadOf(error: unknown, meant: CallIdentity): Unread {
  if (!(error instanceof AwsCallError)) throw error
  const code = errorCode(error)
  const reason = reasons.find(([pattern]) => pattern.test(code))?.[1] ?? reasonOfStatus(error.cause)
  const operation = operationName(error.service, error.operation)
  const permission = error.operation === meant.operation ? (meant.permissions?.[0] ?? operation) : operation
  const message = shortMessage(`${code}: ${error.message}`)
  return { reason, message, operation, ...(reason === 'access-denied' ? { permission } : {}) }
}

function reasonOfStatus(error: unknown): UnreadReason {
  const status = (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode
  if (status === 403) return 'access-denied'
  return status === 429 ? 'throttled' : 'failed'
}
