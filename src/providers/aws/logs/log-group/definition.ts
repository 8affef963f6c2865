import { nameInArn } from '../../arn.js'
import { type Document, defineAwsType } from '../../description.js'
import { tagsByArn } from '../../tags-aspect.js'

/** Other services know the group by its ARN without the `:*` that stands for its streams. */
function bareArn(logGroup: Document): string | undefined {
  const arn = logGroup['logGroupArn'] ?? logGroup['arn']
  return typeof arn === 'string' ? arn.replace(/:\*$/, '') : undefined
}

/** CloudWatch log groups. `creationTime` is in milliseconds since 1970; no `retentionInDays` means for ever. */
export const logGroup = defineAwsType({
  name: 'aws.logs.log-group',
  title: 'CloudWatch log group',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html',
  custodian: ['aws.log-group'],
  service: 'logs',
  list: {
    operation: 'DescribeLogGroups',
    input: { limit: 50 },
    items: 'logGroups[]',
    one: { input: (id) => ({ logGroupNamePrefix: id }) },
  },
  id: 'logGroupName',
  nameProperty: 'logGroupName',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  aspects: { tags: tagsByArn(bareArn) },
  links: {
    kmsKey: { title: 'Encryption key', type: 'aws.kms.key', path: 'kmsKeyId', idOf: nameInArn },
    trails: { title: 'Trails that write to it', type: 'aws.cloudtrail.trail', inverse: 'logGroup' },
  },
  metrics: {
    incomingBytes: {
      title: 'Bytes written',
      unit: 'bytes',
      namespace: 'AWS/Logs',
      metric: 'IncomingBytes',
      samples: 'Sum',
      sparse: true,
      dimensions: (document) => ({ LogGroupName: String(document['logGroupName']) }),
    },
  },
})
