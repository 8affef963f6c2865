import type { OperationParameters } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { valueAt } from '../../../operating/document.js'
import type { SettingOperation } from '../../../operating/setting-operations.js'
import { documentsIn } from '../../../reading/rest-answer.js'

/** Copies what is written from now on to another bucket; S3 wants versioning on both. */
export const enableReplication: SettingOperation = {
  verb: 'enable-replication',
  title: 'Copy new objects to another bucket, which must keep versions too; other rules stay',
  risk: 'medium',
  params: {
    bucket: {
      type: 'string',
      required: true,
      pattern: '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]',
      title: 'Bucket that gets the copies',
    },
    role: {
      type: 'string',
      required: true,
      pattern: 'arn:aws[a-z-]*:iam::[0-9]{12}:role/.+',
      title: 'ARN of the role by which S3 copies',
    },
  },
  moves: ['replication'],
  looksAt: ['Versioning.Status'],
  wanted: (params, target) => ({ replication: replicationWith(target, params) }),
  refusal: (target, { bucket }) => {
    if (target.id === bucket) return 'it would copy to itself'
    const versioning = valueAt(target.properties, 'Versioning.Status')
    return versioning === 'Enabled' ? undefined : 'it keeps no versions, without which S3 copies nothing'
  },
  holds: (target, { bucket, role }) =>
    valueAt(target.properties, 'Replication.ReplicationConfiguration.Role') === role &&
    rulesOf(target).some((rule) => rule['Status'] === 'Enabled' && destinationOf(rule) === arnOf(bucket)),
}

/** One role copies for all rules, so another one replaces it. */
function replicationWith(target: Resource, { bucket, role }: OperationParameters): ParameterValue {
  const others = rulesOf(target).filter((rule) => destinationOf(rule) !== arnOf(bucket))
  const rule = {
    ID: `escher-${bucket}`,
    Priority: 1 + Math.max(0, ...others.map((each) => Number(each['Priority'] ?? 0))),
    Status: 'Enabled',
    Filter: { Prefix: '' },
    DeleteMarkerReplication: { Status: 'Disabled' },
    Destination: { Bucket: arnOf(bucket) },
  }
  return { Role: role, Rules: [...others, rule] } as ParameterValue
}

function rulesOf({ properties }: Resource) {
  return documentsIn(valueAt(properties, 'Replication.ReplicationConfiguration.Rules'))
}

function destinationOf(rule: Readonly<Record<string, unknown>>): unknown {
  return valueAt(rule, 'Destination.Bucket')
}

/** Buckets have no account and no region in their ARN: https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html */
function arnOf(bucket: ParameterValue | undefined): string {
  return `arn:aws:s3:::${bucket}`
}
