import type { OperationParameter } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { AwsSetting, AwsSettings } from '../../operate/setting-operations.js'

interface BucketSetting {
  readonly path: string
  readonly title: string
  readonly type?: OperationParameter['type']
  readonly values?: readonly string[]
  readonly whenAbsent?: ParameterValue
  readonly put: string
  /** The member of the input that takes the value. */
  readonly member: string
  /** Makes that member of the value, where it is not the value itself. */
  readonly wrap?: (value: ParameterValue) => unknown
  /** The call for a setting that is not to be; without one, `put` has it. */
  readonly remove?: string
  readonly permission?: string
  /** Further permissions that the call wants. */
  readonly alsoNeeds?: readonly string[]
}

/** S3 has one call for each setting of a bucket, all of one form. */
function bucketSetting(setting: BucketSetting): AwsSetting {
  const { path, title, type = 'map', values, whenAbsent = null, put, member, remove, permission } = setting
  const { wrap = (value) => value, alsoNeeds = [] } = setting
  return {
    path,
    parameter: { type, title, ...(values && { values }) },
    whenAbsent,
    calls: [put],
    permissions: [
      permission ?? `s3:${put}`,
      ...(remove === 'DeleteBucketPolicy' ? ['s3:DeleteBucketPolicy'] : []),
      ...alsoNeeds,
    ],
    send: (value, { id }) => [
      value === null && remove !== undefined ? [remove, { Bucket: id }] : [put, { Bucket: id, [member]: wrap(value) }],
    ],
  }
}

/** The settings of buckets that operations move, in the form in which they are read. */
export const bucketSettings: AwsSettings = {
  publicAccessBlock: bucketSetting({
    path: 'PublicAccessBlock',
    title: 'Block of public access',
    put: 'PutPublicAccessBlock',
    member: 'PublicAccessBlockConfiguration',
    remove: 'DeletePublicAccessBlock',
    permission: 's3:PutBucketPublicAccessBlock',
  }),
  policy: bucketSetting({
    path: 'Policy',
    title: 'Bucket policy, as JSON text',
    type: 'string',
    put: 'PutBucketPolicy',
    member: 'Policy',
    remove: 'DeleteBucketPolicy',
  }),
  acl: bucketSetting({
    path: 'Acl',
    title: 'Access control list',
    put: 'PutBucketAcl',
    member: 'AccessControlPolicy',
  }),
  versioning: bucketSetting({
    path: 'Versioning.Status',
    title: 'Versioning',
    type: 'string',
    values: ['Enabled', 'Suspended'],
    put: 'PutBucketVersioning',
    member: 'VersioningConfiguration',
    wrap: (Status) => ({ Status }),
  }),
  encryption: bucketSetting({
    path: 'Encryption',
    title: 'Default encryption',
    put: 'PutBucketEncryption',
    member: 'ServerSideEncryptionConfiguration',
    remove: 'DeleteBucketEncryption',
    permission: 's3:PutEncryptionConfiguration',
  }),
  logging: bucketSetting({
    path: 'Logging',
    title: 'Where access logs go',
    put: 'PutBucketLogging',
    member: 'BucketLoggingStatus',
    wrap: (LoggingEnabled) => (LoggingEnabled === null ? {} : { LoggingEnabled }),
  }),
  replication: bucketSetting({
    path: 'Replication.ReplicationConfiguration',
    title: 'Where copies go',
    put: 'PutBucketReplication',
    member: 'ReplicationConfiguration',
    remove: 'DeleteBucketReplication',
    permission: 's3:PutReplicationConfiguration',
    alsoNeeds: ['iam:PassRole'],
  }),
  lifecycle: bucketSetting({
    path: 'Lifecycle.Rules',
    title: 'Lifecycle rules',
    type: 'list',
    put: 'PutBucketLifecycleConfiguration',
    member: 'LifecycleConfiguration',
    wrap: (Rules) => ({ Rules }),
    remove: 'DeleteBucketLifecycle',
    permission: 's3:PutLifecycleConfiguration',
  }),
}
