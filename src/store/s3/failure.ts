import { StoreFailure } from '../store-failure.js'
import { s3Diagnostics } from './diagnostics.js'

type FailureCode = 's3-no-bucket' | 's3-other-region' | 's3-denied' | 's3-no-credentials'

/** S3's own error codes (and the SDK's, for credentials) that tell the user what to do. */
const codes: ReadonlyMap<string, FailureCode> = new Map([
  ['NoSuchBucket', 's3-no-bucket'],
  ['PermanentRedirect', 's3-other-region'],
  ['AuthorizationHeaderMalformed', 's3-other-region'],
  ['IllegalLocationConstraintException', 's3-other-region'],
  ['AccessDenied', 's3-denied'],
  ['AllAccessDisabled', 's3-denied'],
  ['Forbidden', 's3-denied'],
  ['CredentialsProviderError', 's3-no-credentials'],
  ['InvalidAccessKeyId', 's3-no-credentials'],
  ['SignatureDoesNotMatch', 's3-no-credentials'],
  ['ExpiredToken', 's3-no-credentials'],
])

/** What came instead of success, as the parts that decide what to do about it. */
export interface S3Answer {
  /** S3's error code, or the system's when there was no answer. */
  readonly code: string
  readonly message: string
  readonly status: number | undefined
  /** How often the SDK sent the request. */
  readonly attempts: number
}

/** Reads an error that the SDK threw; undefined for errors of any other origin. */
export function answerOf(error: unknown): S3Answer | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'CredentialsProviderError') {
    return { code: error.name, message: error.message, status: undefined, attempts: 0 }
  }
  if (!('$metadata' in error)) return undefined
  const { httpStatusCode, attempts = 1 } = error.$metadata as { httpStatusCode?: number; attempts?: number }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return { code, message: error.message, status: httpStatusCode, attempts }
}

/** What to throw for an error that came up while doing `action`, such as `PutObject`. */
export function failureOf(error: unknown, location: string, action: string): unknown {
  const answer = answerOf(error)
  if (!answer) return error
  const { code, message } = answer
  const said = message === '' || message === code ? code : `${code}, ${message}`
  return new StoreFailure(s3Diagnostics.report(codes.get(code) ?? 's3-failed', { location, action, answer: said }))
}
