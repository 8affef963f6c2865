import { type CallAspect, defineAwsType } from '../../description.js'

interface BucketAspect {
  readonly property: string
  readonly title: string
  readonly operation: string
  readonly result?: string
  readonly permission?: string
  readonly absent?: readonly string[]
}

/** S3 has one call for each setting of a bucket, all of one form. */
function bucketAspect({ property, permission, title, ...call }: BucketAspect): CallAspect {
  return {
    kind: 'call',
    title,
    properties: [property],
    input: (bucket) => ({ Bucket: bucket['Name'] }),
    ...call,
    ...(permission ? { permissions: [permission] } : {}),
  }
}

/** S3 buckets, listed once an account; each is read in its own region. Properties are named as people know them. */
export const bucket = defineAwsType({
  name: 'aws.s3.bucket',
  title: 'S3 bucket',
  scope: 'global',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_Bucket.html',
  custodian: ['aws.s3'],
  service: 's3',
  list: {
    operation: 'ListBuckets',
    permissions: ['s3:ListAllMyBuckets'],
    input: { MaxBuckets: 1000 },
    items: 'Buckets[]',
    one: { input: (id) => ({ Prefix: id }) },
  },
  id: 'Name',
  nameProperty: 'Name',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  read: () => import('./read.js'),
  aspects: {
    location: bucketAspect({ property: 'Location', title: 'Region', operation: 'GetBucketLocation' }),
    tags: bucketAspect({
      property: 'Tags',
      title: 'Tags',
      operation: 'GetBucketTagging',
      result: 'TagSet',
      absent: ['NoSuchTagSet'],
    }),
    policy: bucketAspect({
      property: 'Policy',
      title: 'Bucket policy, as JSON text',
      operation: 'GetBucketPolicy',
      result: 'Policy',
      absent: ['NoSuchBucketPolicy'],
    }),
    acl: bucketAspect({ property: 'Acl', title: 'Access control list', operation: 'GetBucketAcl' }),
    replication: bucketAspect({
      property: 'Replication',
      title: 'Replication',
      operation: 'GetBucketReplication',
      permission: 's3:GetReplicationConfiguration',
      absent: ['ReplicationConfigurationNotFoundError'],
    }),
    versioning: bucketAspect({ property: 'Versioning', title: 'Versioning', operation: 'GetBucketVersioning' }),
    website: bucketAspect({
      property: 'Website',
      title: 'Website hosting',
      operation: 'GetBucketWebsite',
      absent: ['NoSuchWebsiteConfiguration'],
    }),
    logging: bucketAspect({
      property: 'Logging',
      title: 'Access logging, where enabled',
      operation: 'GetBucketLogging',
      result: 'LoggingEnabled',
    }),
    notification: bucketAspect({
      property: 'Notification',
      title: 'Event notifications',
      operation: 'GetBucketNotificationConfiguration',
      permission: 's3:GetBucketNotification',
    }),
    lifecycle: bucketAspect({
      property: 'Lifecycle',
      title: 'Lifecycle rules',
      operation: 'GetBucketLifecycleConfiguration',
      permission: 's3:GetLifecycleConfiguration',
      absent: ['NoSuchLifecycleConfiguration'],
    }),
    policyStatus: bucketAspect({
      property: 'PolicyStatus',
      title: 'Whether the policy makes it public',
      operation: 'GetBucketPolicyStatus',
      result: 'PolicyStatus',
      absent: ['NoSuchBucketPolicy'],
    }),
    publicAccessBlock: bucketAspect({
      property: 'PublicAccessBlock',
      title: 'Block of public access',
      operation: 'GetPublicAccessBlock',
      result: 'PublicAccessBlockConfiguration',
      permission: 's3:GetBucketPublicAccessBlock',
      absent: ['NoSuchPublicAccessBlockConfiguration'],
    }),
    encryption: bucketAspect({
      property: 'Encryption',
      title: 'Default encryption',
      operation: 'GetBucketEncryption',
      result: 'ServerSideEncryptionConfiguration',
      permission: 's3:GetEncryptionConfiguration',
      absent: ['ServerSideEncryptionConfigurationNotFoundError'],
    }),
    cors: bucketAspect({
      property: 'Cors',
      title: 'Cross-origin rules',
      operation: 'GetBucketCors',
      permission: 's3:GetBucketCORS',
      absent: ['NoSuchCORSConfiguration'],
    }),
    ownershipControls: bucketAspect({
      property: 'OwnershipControls',
      title: 'Object ownership',
      operation: 'GetBucketOwnershipControls',
      result: 'OwnershipControls',
      absent: ['OwnershipControlsNotFoundError'],
    }),
    objectLock: bucketAspect({
      property: 'ObjectLock',
      title: 'Object lock',
      operation: 'GetObjectLockConfiguration',
      result: 'ObjectLockConfiguration',
      permission: 's3:GetBucketObjectLockConfiguration',
      absent: ['ObjectLockConfigurationNotFoundError'],
    }),
    accelerate: bucketAspect({
      property: 'Accelerate',
      title: 'Transfer acceleration',
      operation: 'GetBucketAccelerateConfiguration',
      permission: 's3:GetAccelerateConfiguration',
    }),
    requestPayment: bucketAspect({
      property: 'RequestPayment',
      title: 'Who pays for requests',
      operation: 'GetBucketRequestPayment',
    }),
  },
  links: {
    account: {
      title: 'Account, with its own block of public access',
      type: 'aws.account.account',
      path: 'Name',
      idOf: (_, account) => account,
    },
    logBucket: { title: 'Bucket that its access logs go to', type: 'aws.s3.bucket', path: 'Logging.TargetBucket' },
    trails: { title: 'Trails that write to it', type: 'aws.cloudtrail.trail', inverse: 'bucket' },
  },
})
