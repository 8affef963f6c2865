import { nameInArn } from '../../arn.js'
import { type Document, defineAwsType } from '../../description.js'
import { tagsByArn } from '../../tags-aspect.js'

const named = (trail: Document) => ({ Name: trail['TrailARN'] })

/** CloudTrail trails, each in its home region; those of the organisation too, though another account owns them. */
export const trail = defineAwsType({
  name: 'aws.cloudtrail.trail',
  title: 'CloudTrail trail',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html',
  custodian: ['aws.cloudtrail'],
  service: 'cloudtrail',
  list: {
    operation: 'DescribeTrails',
    items: 'trailList[]',
    one: { input: (id) => ({ trailNameList: [id] }), gone: ['TrailNotFound'] },
  },
  id: 'TrailARN',
  nameProperty: 'Name',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  read: () => import('./read.js'),
  aspects: {
    status: {
      kind: 'call',
      title: 'Whether it logs, and when it last delivered',
      properties: ['Status'],
      operation: 'GetTrailStatus',
      input: named,
    },
    eventSelectors: {
      kind: 'call',
      title: 'Which events it records',
      properties: ['EventSelectors', 'AdvancedEventSelectors'],
      operation: 'GetEventSelectors',
      input: (document) => ({ TrailName: document['TrailARN'] }),
    },
    tags: tagsByArn('TrailARN'),
  },
  links: {
    account: {
      title: 'Account that it records',
      type: 'aws.account.account',
      path: 'TrailARN',
      idOf: (_, account) => account,
    },
    bucket: { title: 'Bucket that it writes to', type: 'aws.s3.bucket', path: 'S3BucketName' },
    kmsKey: { title: 'Encryption key', type: 'aws.kms.key', path: 'KmsKeyId', idOf: nameInArn },
    logGroup: {
      title: 'Log group that it writes to',
      type: 'aws.logs.log-group',
      path: 'CloudWatchLogsLogGroupArn',
      idOf: (arn) => arn.split(':')[6],
    },
  },
})
