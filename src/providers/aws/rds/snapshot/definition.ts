import { nameInArn } from '../../arn.js'
import { defineAwsType } from '../../description.js'

/** Snapshots of RDS instances that the account owns, manual and automatic ones. */
export const databaseSnapshot = defineAwsType({
  name: 'aws.rds.snapshot',
  title: 'RDS snapshot',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSnapshot.html',
  custodian: ['aws.rds-snapshot'],
  service: 'rds',
  list: {
    operation: 'DescribeDBSnapshots',
    input: { MaxRecords: 100 },
    items: 'DBSnapshots[]',
    one: { input: (id) => ({ DBSnapshotIdentifier: id }), gone: ['DBSnapshotNotFound'] },
  },
  id: 'DBSnapshotIdentifier',
  nameProperty: 'DBSnapshotIdentifier',
  tags: 'TagList',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  links: {
    instance: { title: 'Database it was made of', type: 'aws.rds.instance', path: 'DBInstanceIdentifier' },
    kmsKey: { title: 'Encryption key', type: 'aws.kms.key', path: 'KmsKeyId', idOf: nameInArn },
  },
})
