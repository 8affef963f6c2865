import { defineAwsType } from '../../description.js'

/** Virtual private clouds. */
export const vpc = defineAwsType({
  name: 'aws.ec2.vpc',
  title: 'VPC',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html',
  custodian: ['aws.vpc'],
  service: 'ec2',
  list: {
    operation: 'DescribeVpcs',
    input: { MaxResults: 1000 },
    items: 'Vpcs[]',
    one: { input: (id) => ({ VpcIds: [id] }), gone: ['InvalidVpcID.NotFound'] },
  },
  id: 'VpcId',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  aspects: {
    flowLogs: {
      kind: 'join',
      title: 'Flow logs of the network as a whole',
      properties: ['FlowLogs'],
      operation: 'DescribeFlowLogs',
      chunk: 200,
      input: (keys) => ({ Filter: [{ Name: 'resource-id', Values: keys }] }),
      items: 'FlowLogs[]',
      itemKey: 'ResourceId',
      resourceKey: 'VpcId',
    },
    routeTables: {
      kind: 'join',
      title: 'Route tables; the main one serves subnets that no other names',
      properties: ['RouteTables'],
      operation: 'DescribeRouteTables',
      chunk: 200,
      input: (keys) => ({ Filters: [{ Name: 'vpc-id', Values: keys }] }),
      items: 'RouteTables[]',
      itemKey: 'VpcId',
      resourceKey: 'VpcId',
    },
  },
  links: {
    instances: { title: 'Instances in it', type: 'aws.ec2.instance', inverse: 'vpc' },
    databases: { title: 'Databases in it', type: 'aws.rds.instance', inverse: 'vpc' },
    securityGroups: { title: 'Its security groups', type: 'aws.ec2.security-group', inverse: 'vpc' },
  },
})
