import {
  AuthorizeSecurityGroupIngressCommand,
  CreateFlowLogsCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import { type EstateConfiguration, given } from './configuration.js'

/** Two networks, one of them without flow logs; a group that opens SSH to the world, and one that opens only HTTPS. */
export async function createNetwork(
  configuration: EstateConfiguration,
  { privateBucket }: { readonly privateBucket: string },
): Promise<{
  readonly watchedVpc: string
  readonly unwatchedVpc: string
  readonly subnets: readonly [string, string]
  readonly openGroup: string
  readonly closedGroup: string
}> {
  const ec2 = new EC2Client(configuration)
  const watchedVpc = await createVpc(ec2, '10.0.0.0/16', 'production')
  const unwatchedVpc = await createVpc(ec2, '10.1.0.0/16', 'experiments')
  await ec2.send(
    new CreateFlowLogsCommand({
      ResourceIds: [watchedVpc],
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: `arn:aws:s3:::${privateBucket}`,
    }),
  )
  const subnets = [
    await createSubnet(ec2, watchedVpc, { cidr: '10.0.1.0/24', zone: 'us-east-1a' }),
    await createSubnet(ec2, watchedVpc, { cidr: '10.0.2.0/24', zone: 'us-east-1b' }),
  ] as const
  const openGroup = await createGroup(ec2, watchedVpc, { name: 'bastion', port: 22 })
  const closedGroup = await createGroup(ec2, watchedVpc, { name: 'web', port: 443 })
  return { watchedVpc, unwatchedVpc, subnets, openGroup, closedGroup }
}

async function createVpc(ec2: EC2Client, cidr: string, name: string): Promise<string> {
  const tags = [{ ResourceType: 'vpc' as const, Tags: [{ Key: 'Name', Value: name }] }]
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: cidr, TagSpecifications: tags }))
  return given(Vpc?.VpcId, 'VPC')
}

async function createSubnet(
  ec2: EC2Client,
  vpc: string,
  { cidr, zone }: { readonly cidr: string; readonly zone: string },
): Promise<string> {
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: cidr, AvailabilityZone: zone }))
  return given(Subnet?.SubnetId, 'subnet')
}

async function createGroup(
  ec2: EC2Client,
  vpc: string,
  { name, port }: { readonly name: string; readonly port: number },
): Promise<string> {
  const created = await ec2.send(new CreateSecurityGroupCommand({ VpcId: vpc, GroupName: name, Description: name }))
  const group = given(created.GroupId, 'security group')
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: group,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
  )
  return group
}
