import { nameInArn } from '../../arn.js'
import { type Document, defineAwsType } from '../../description.js'
import { databaseBilling } from './billing.js'

const dimensions = (database: Document) => ({ DBInstanceIdentifier: String(database['DBInstanceIdentifier']) })

/** RDS database instances. */
export const databaseInstance = defineAwsType({
  name: 'aws.rds.instance',
  title: 'RDS instance',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html',
  custodian: ['aws.rds'],
  service: 'rds',
  list: {
    operation: 'DescribeDBInstances',
    input: { MaxRecords: 100 },
    items: 'DBInstances[]',
    one: { input: (id) => ({ DBInstanceIdentifier: id }), gone: ['DBInstanceNotFound'] },
  },
  id: 'DBInstanceIdentifier',
  nameProperty: 'DBInstanceIdentifier',
  tags: 'TagList',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: databaseBilling,
  links: {
    securityGroups: {
      title: 'Security groups',
      type: 'aws.ec2.security-group',
      path: 'VpcSecurityGroups[].VpcSecurityGroupId',
    },
    vpc: { title: 'Network', type: 'aws.ec2.vpc', path: 'DBSubnetGroup.VpcId' },
    snapshots: { title: 'Snapshots made of it', type: 'aws.rds.snapshot', inverse: 'instance' },
    kmsKey: { title: 'Encryption key', type: 'aws.kms.key', path: 'KmsKeyId', idOf: nameInArn },
  },
  metrics: {
    connections: {
      title: 'Open connections',
      unit: 'count',
      namespace: 'AWS/RDS',
      metric: 'DatabaseConnections',
      samples: 'Average',
      dimensions,
    },
    cpu: {
      title: 'CPU utilisation',
      unit: 'percent',
      namespace: 'AWS/RDS',
      metric: 'CPUUtilization',
      samples: 'Average',
      dimensions,
    },
    freeStorage: {
      title: 'Free storage',
      unit: 'bytes',
      namespace: 'AWS/RDS',
      metric: 'FreeStorageSpace',
      samples: 'Average',
      dimensions,
    },
  },
})
