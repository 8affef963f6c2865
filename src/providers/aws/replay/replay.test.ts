import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorCode } from '../client/failure.js'
import { toDocument } from '../client/to-document.js'
import type { AwsServiceName } from '../services.js'
import { openRecording } from './open-recording.js'

const datetime = { __class__: 'datetime', year: 2024, month: 2, day: 3, hour: 4, minute: 5, second: 6, microsecond: 0 }

describe('a replay', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'escher-replay-'))
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  function record(file: string, data: object, status = 200): void {
    writeFileSync(join(folder, `${file}.json`), JSON.stringify({ status_code: status, data }))
  }

  async function call(service: AwsServiceName, operation: string, input: object): Promise<unknown> {
    const opened = await openRecording(folder, '/', {})
    if ('unread' in opened) throw new Error(opened.unread.message)
    return toDocument(await opened.clients.send({ service, region: 'us-east-1', operation }, input), service)
  }

  it('speaks the EC2 query protocol', async () => {
    const data = {
      Volumes: [
        { VolumeId: 'vol-1', CreateTime: datetime, Size: 8, Encrypted: false, Tags: [{ Key: 'a', Value: '<&>' }] },
      ],
    }
    record('ec2.DescribeVolumes_1', data)
    expect(await call('ec2', 'DescribeVolumes', {})).toEqual({
      Volumes: [{ ...data.Volumes[0], CreateTime: '2024-02-03T04:05:06.000Z' }],
    })
  })

  it('speaks the query protocol, with policies that travel URL-encoded and bytes that are plain text', async () => {
    const policy = { Statement: [{ Effect: 'Allow', Action: 'a:b?c=d&e' }] }
    record('iam.GetRole_1', { Role: { RoleName: 'r', AssumeRolePolicyDocument: policy } })
    record('iam.GetCredentialReport_1', { Content: 'user,arn\nann,x', ReportFormat: 'text/csv' })
    expect(await call('iam', 'GetRole', { RoleName: 'r' })).toEqual({
      Role: { RoleName: 'r', AssumeRolePolicyDocument: policy },
    })
    const { Content } = (await call('iam', 'GetCredentialReport', {})) as { Content: string }
    expect(Buffer.from(Content, 'base64').toString()).toBe('user,arn\nann,x')
  })

  it('speaks REST with XML: whole bodies, bodies that are one member, and texts', async () => {
    const block = { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }
    record('s3.GetBucketVersioning_1', { Status: 'Enabled', ResponseMetadata: { HTTPStatusCode: 200 } })
    record('s3.GetPublicAccessBlock_1', block)
    record('s3.GetBucketPolicy_1', { Policy: '{"Statement":[]}' })
    record('s3.GetBucketLocation_1', { LocationConstraint: 'eu-west-1' })
    expect(await call('s3', 'GetBucketVersioning', { Bucket: 'b' })).toEqual({ Status: 'Enabled' })
    expect(await call('s3', 'GetPublicAccessBlock', { Bucket: 'b' })).toEqual(block)
    expect(await call('s3', 'GetBucketPolicy', { Bucket: 'b' })).toEqual({ Policy: '{"Statement":[]}' })
    expect(await call('s3', 'GetBucketLocation', { Bucket: 'b' })).toEqual({ LocationConstraint: 'eu-west-1' })
  })

  it('speaks JSON, by operation and by path', async () => {
    record('kms.DescribeKey_1', {
      KeyMetadata: { KeyId: 'k', Enabled: true, CreationDate: '2024-02-03T04:05:06+00:00' },
    })
    record('lambda.ListFunctions_1', { Functions: [{ FunctionName: 'f', Timeout: 3 }] })
    expect(await call('kms', 'DescribeKey', { KeyId: 'k' })).toEqual({
      KeyMetadata: { KeyId: 'k', Enabled: true, CreationDate: '2024-02-03T04:05:06.000Z' },
    })
    expect(await call('lambda', 'ListFunctions', {})).toEqual({ Functions: [{ FunctionName: 'f', Timeout: 3 }] })
  })

  it.each([
    ['ec2', 'ec2', 'DescribeVolumes', 'UnauthorizedOperation', 'UnauthorizedOperation'],
    ['iam', 'iam', 'GetLoginProfile', 'NoSuchEntity', 'NoSuchEntity'],
    ['s3', 's3', 'GetBucketPolicy', 'NoSuchBucketPolicy', 'NoSuchBucketPolicy'],
    ['s3control', 's3-control', 'GetPublicAccessBlock', 'AccessDenied', 'AccessDenied'],
    ['kms', 'kms', 'GetKeyRotationStatus', 'UnsupportedOperationException', 'UnsupportedOperation'],
    ['lambda', 'lambda', 'GetPolicy', 'ResourceNotFoundException', 'ResourceNotFound'],
  ] as const)('has %s fail as the service would', async (service, prefix, operation, Code, expected) => {
    record(`${prefix}.${operation}_1`, { Error: { Code, Message: 'no <such> thing' } }, 400)
    const names = { Bucket: 'b', UserName: 'u', KeyId: 'k', FunctionName: 'f', AccountId: '111111111111' }
    const error = await call(service, operation, names).catch((caught: unknown) => caught)
    expect(errorCode(error)).toBe(expected)
    expect(String(error)).toContain('no <such> thing')
  })

  it('is asked again, at once, where the SDK retries', async () => {
    record('kms.ListKeys_1', { Error: { Code: 'ThrottlingException', Message: 'slower' } }, 400)
    record('kms.ListKeys_2', { Keys: [{ KeyId: 'k' }] })
    expect(await call('kms', 'ListKeys', {})).toEqual({ Keys: [{ KeyId: 'k' }] })
  })

  it('is not opened where there is no folder', async () => {
    expect(await openRecording('nowhere', folder, {})).toMatchObject({ unread: { reason: 'not-available' } })
  })
})
