import { unbilled } from '../../../../core/billing.js'
import { defineAwsType } from '../../description.js'

/** EC2 security groups. A group is in use when `NetworkInterfaces` is not empty. */
export const securityGroup = defineAwsType({
  name: 'aws.ec2.security-group',
  title: 'EC2 security group',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html',
  custodian: ['aws.security-group'],
  service: 'ec2',
  list: {
    operation: 'DescribeSecurityGroups',
    input: { MaxResults: 1000 },
    items: 'SecurityGroups[]',
    one: { input: (id) => ({ GroupIds: [id] }), gone: ['InvalidGroup.NotFound'] },
  },
  id: 'GroupId',
  nameProperty: 'GroupName',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: unbilled('https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'),
  aspects: {
    networkInterfaces: {
      kind: 'join',
      title: 'Network interfaces that use it, of whatever service',
      properties: ['NetworkInterfaces'],
      operation: 'DescribeNetworkInterfaces',
      chunk: 200,
      input: (keys) => ({ Filters: [{ Name: 'group-id', Values: keys }] }),
      items: 'NetworkInterfaces[]',
      itemKey: 'Groups[].GroupId',
      resourceKey: 'GroupId',
    },
  },
  links: {
    vpc: { title: 'Network', type: 'aws.ec2.vpc', path: 'VpcId' },
    instances: { title: 'Instances that use it', type: 'aws.ec2.instance', inverse: 'securityGroups' },
    databases: { title: 'Databases that use it', type: 'aws.rds.instance', inverse: 'securityGroups' },
    functions: { title: 'Functions that use it', type: 'aws.lambda.function', inverse: 'securityGroups' },
    admits: {
      title: 'Groups that its inbound rules admit',
      type: 'aws.ec2.security-group',
      path: 'IpPermissions[].UserIdGroupPairs[].GroupId',
    },
    admittedBy: { title: 'Groups whose inbound rules admit it', type: 'aws.ec2.security-group', inverse: 'admits' },
  },
})
