import type { OperateFailure } from '../../../core/provider.js'
import { givenUp, reasonOfChange, unansweredChange } from '../../operating/operate-failure.js'
import { shortMessage } from '../../reading/rest-answer.js'
import { errorCode } from '../client/failure.js'

type Reason = OperateFailure['reason']

/** What error codes say of a change, the first pattern that matches first. */
const reasons: readonly (readonly [RegExp, Reason])[] = [
  [/^(AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|Forbidden|OptInRequired)/, 'access-denied'],
  [/^(ExpiredToken|InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient)/, 'access-denied'],
  [/^(AuthFailure|CredentialsProvider|TokenProvider)/, 'access-denied'],
  [/^(Throttl|RequestThrottled|TooManyRequests|RequestLimitExceeded|SlowDown|PriorRequestNotComplete)/, 'throttled'],
  [/NotFound|^NoSuch|^ResourceNotFound/, 'not-found'],
  [/LimitExceeded|QuotaExceeded|InsufficientInstanceCapacity|RateExceeded|InsufficientDBInstanceCapacity/, 'quota'],
  [
    /^(Incorrect|Invalid\w*State|Conflict|ResourceConflict|OperationAborted|ConcurrentModification|VolumeInUse)/,
    'conflict',
  ],
  [/InUse|AlreadyExists|Duplicate|DependencyViolation|OperationNotPermitted|KMSInvalidState|StateChange/, 'conflict'],
]

/**
 * Why a change failed, by the SDK's error. Where AWS did not answer, or answered that something broke on its side, the
 * change may have been made all the same.
 */
export function operateFailureOf(error: unknown, signal: AbortSignal): OperateFailure {
  const code = errorCode(error)
  if (signal.aborted || /^Abort/.test(code)) return givenUp(undefined, true)
  const status = (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode
  const known = reasons.find(([pattern]) => pattern.test(code))?.[1]
  const message = shortMessage(error instanceof Error ? error.message : String(error))
  if (status === undefined)
    return known === 'access-denied' ? { reason: known, code, message } : unanswered(error, code)
  return { reason: known ?? reasonOfChange(status, code), code, message }
}

function unanswered(error: unknown, code: string): OperateFailure {
  const failure = unansweredChange(error)
  return { ...failure, code: failure.code === 'NoAnswer' ? code : failure.code, message: shortMessage(failure.message) }
}
