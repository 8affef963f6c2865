import { nameInArn } from '../../arn.js'
import { type Document, defineAwsType } from '../../description.js'
import { volumeBilling } from './billing.js'

const dimensions = (volume: Document) => ({ VolumeId: String(volume['VolumeId']) })

/** EBS volumes. */
export const volume = defineAwsType({
  name: 'aws.ec2.volume',
  title: 'EBS volume',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Volume.html',
  custodian: ['aws.ebs'],
  service: 'ec2',
  list: {
    operation: 'DescribeVolumes',
    input: { MaxResults: 500 },
    items: 'Volumes[]',
    one: { input: (id) => ({ VolumeIds: [id] }), gone: ['InvalidVolume.NotFound'] },
  },
  id: 'VolumeId',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: volumeBilling,
  links: {
    instances: { title: 'Instances it is attached to', type: 'aws.ec2.instance', path: 'Attachments[].InstanceId' },
    snapshot: { title: 'Snapshot it was made from', type: 'aws.ec2.snapshot', path: 'SnapshotId' },
    snapshots: { title: 'Snapshots made of it', type: 'aws.ec2.snapshot', inverse: 'volume' },
    kmsKey: { title: 'Encryption key', type: 'aws.kms.key', path: 'KmsKeyId', idOf: nameInArn },
  },
  metrics: {
    readOperations: {
      title: 'Read operations',
      unit: 'count',
      namespace: 'AWS/EBS',
      metric: 'VolumeReadOps',
      samples: 'Sum',
      dimensions,
    },
    writeOperations: {
      title: 'Write operations',
      unit: 'count',
      namespace: 'AWS/EBS',
      metric: 'VolumeWriteOps',
      samples: 'Sum',
      dimensions,
    },
  },
})
