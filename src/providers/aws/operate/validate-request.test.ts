import { describe, expect, it } from 'vitest'
import { createAwsProvider } from '../index.js'

const provider = createAwsProvider()

function issues(service: string, action: string, input: Readonly<Record<string, unknown>>) {
  return provider.validateRequest?.({ service, action, input })
}

describe('a request to AWS', () => {
  it('is fine when it fits the input of the operation', async () => {
    expect(await issues('ec2', 'StopInstances', { InstanceIds: ['i-1'] })).toEqual([])
    const rule = { ID: 'r', Status: 'Enabled', Expiration: { Days: 3 } }
    const input = { Bucket: 'b', LifecycleConfiguration: { Rules: [rule] } }
    expect(await issues('s3', 'PutBucketLifecycleConfiguration', input)).toEqual([])
    expect(await issues('lambda', 'TagResource', { Resource: 'arn', Tags: { team: 'a' } })).toEqual([])
  })

  it.each([
    ['an unknown service', 'ec3', 'StopInstances', {}, 'ec3 is no AWS service'],
    ['a name that only objects have', 'constructor', 'StopInstances', {}, 'constructor is no AWS service'],
    ['an unknown operation', 'ec2', 'HaltInstances', {}, 'ec2 has no operation HaltInstances'],
    ['an unknown member', 'ec2', 'StopInstances', { InstanceIds: [], Now: true }, 'StopInstances.Now is unknown'],
    ['a missing member', 'ec2', 'StopInstances', {}, 'StopInstances.InstanceIds is missing'],
    ['a value where a list must be', 'ec2', 'StopInstances', { InstanceIds: 'i-1' }, 'must be a list, not "i-1"'],
    [
      'a wrong element',
      'ec2',
      'StopInstances',
      { InstanceIds: [1] },
      'StopInstances.InstanceIds[0] must be a text, not 1',
    ],
    ['a text for a number', 'rds', 'ModifyDBInstance', { DBInstanceIdentifier: 'd', Iops: '9' }, 'must be a number'],
    ['a text for a boolean', 'kms', 'ScheduleKeyDeletion', { KeyId: 1 }, 'ScheduleKeyDeletion.KeyId must be a text'],
    ['a list for a map', 'lambda', 'TagResource', { Resource: 'arn', Tags: ['a'] }, 'must be an object, not ["a"]'],
    [
      'a missing member of a structure',
      's3',
      'PutBucketLifecycleConfiguration',
      { Bucket: 'b', LifecycleConfiguration: { Rules: [{ ID: 'r' }] } },
      'Rules[0].Status is missing',
    ],
  ])('is found out: %s', async (_, service, action, input, expected) => {
    expect(await issues(service, action, input)).toEqual([expect.stringContaining(expected)])
  })
})
