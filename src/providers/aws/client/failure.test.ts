import { describe, expect, it } from 'vitest'
import { AwsCallError, errorCode, unreadOf } from './failure.js'

function sdkError(name: string, status = 400): Error {
  return Object.assign(new Error('the vendor says why'), { name, $metadata: { httpStatusCode: status } })
}

const meant = {
  service: 's3',
  operation: 'GetBucketEncryption',
  permissions: ['s3:GetEncryptionConfiguration'],
} as const

describe('unreadOf', () => {
  it.each([
    ['AccessDeniedException', 'access-denied'],
    ['UnauthorizedOperation', 'access-denied'],
    ['ExpiredTokenException', 'access-denied'],
    ['ThrottlingException', 'throttled'],
    ['RequestLimitExceeded', 'throttled'],
    ['SlowDown', 'throttled'],
    ['OptInRequired', 'not-available'],
    ['AuthFailure', 'not-available'],
    ['UnrecognizedClientException', 'not-available'],
    ['TimeoutError', 'timed-out'],
    ['AbortError', 'interrupted'],
    ['InternalFailure', 'failed'],
  ])('takes %s for %s', (name, reason) => {
    expect(unreadOf(new AwsCallError('s3', 'GetBucketEncryption', sdkError(name)), meant).reason).toBe(reason)
  })

  it('goes by the status where the code says nothing', () => {
    expect(unreadOf(new AwsCallError('s3', 'GetBucketEncryption', sdkError('Unknown', 403)), meant).reason).toBe(
      'access-denied',
    )
  })

  it('names the permission that would have helped', () => {
    expect(unreadOf(new AwsCallError('s3', 'GetBucketEncryption', sdkError('AccessDenied')), meant)).toEqual({
      reason: 'access-denied',
      message: 'AccessDenied: the vendor says why',
      operation: 's3:GetBucketEncryption',
      permission: 's3:GetEncryptionConfiguration',
    })
  })

  it('blames the call that failed, not the one that was meant', () => {
    const error = new AwsCallError('iam', 'GetAccessKeyLastUsed', sdkError('AccessDenied'))
    expect(unreadOf(error, { service: 'iam', operation: 'ListAccessKeys' })).toMatchObject({
      operation: 'iam:GetAccessKeyLastUsed',
      permission: 'iam:GetAccessKeyLastUsed',
    })
  })

  it('throws bugs on', () => {
    const bug = new TypeError('undefined is not a function')
    expect(() => unreadOf(bug, meant)).toThrow(bug)
  })
})

describe('errorCode', () => {
  it('leaves out the endings that only some SDKs add', () => {
    expect(['NoSuchEntityException', 'DBInstanceNotFoundFault'].map((name) => errorCode(sdkError(name)))).toEqual([
      'NoSuchEntity',
      'DBInstanceNotFound',
    ])
  })

  it('finds the code of a network error', () => {
    expect(errorCode(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }))).toBe('ENOTFOUND')
  })
})
