import { nameInArn } from '../../arn.js'
import { defineAwsType } from '../../description.js'
import { snapshotBilling } from './billing.js'

/** EBS snapshots that the account owns. */
export const snapshot = defineAwsType({
  name: 'aws.ec2.snapshot',
  title: 'EBS snapshot',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html',
  custodian: ['aws.ebs-snapshot'],
  service: 'ec2',
  list: {
    operation: 'DescribeSnapshots',
    input: { OwnerIds: ['self'], MaxResults: 1000 },
    items: 'Snapshots[]',
    one: { input: (id) => ({ SnapshotIds: [id] }), gone: ['InvalidSnapshot.NotFound'] },
  },
  id: 'SnapshotId',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: snapshotBilling,
  aspects: {
    createVolumePermissions: {
      kind: 'call',
      title: 'Accounts that may make volumes of it; the group `all` is everybody',
      properties: ['CreateVolumePermissions'],
      operation: 'DescribeSnapshotAttribute',
      input: (document) => ({ SnapshotId: document['SnapshotId'], Attribute: 'createVolumePermission' }),
      result: 'CreateVolumePermissions',
    },
  },
  links: {
    volume: { title: 'Volume it was made of', type: 'aws.ec2.volume', path: 'VolumeId' },
    volumes: { title: 'Volumes made from it', type: 'aws.ec2.volume', inverse: 'snapshot' },
    kmsKey: { title: 'Encryption key', type: 'aws.kms.key', path: 'KmsKeyId', idOf: nameInArn },
  },
})
