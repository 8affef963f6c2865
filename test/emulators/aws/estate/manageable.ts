import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSnapshotCommand,
  CreateTagsCommand,
  CreateVolumeCommand,
  DescribeInstancesCommand,
  DescribeVpcsCommand,
  EC2Client,
  type IpPermission,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2'
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { CreateDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds'
import { createEstate, estateConfiguration } from '../estate.js'
import { type EstateConfiguration, given } from './configuration.js'
import { reportFigures } from './logging.js'
import { createOperable } from './operable.js'

/** The whole estate, with what operations need and what playbooks look for. */
export type ManageableEstate = Awaited<ReturnType<typeof createManageableEstate>>

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess'

/** Makes the estate anew, with something for every playbook to change beside something that it must leave alone. */
export async function createManageableEstate(endpoint: string) {
  const configuration = estateConfiguration(endpoint)
  const estate = await createEstate(endpoint)
  const operable = await createOperable(configuration, estate)
  const ec2 = new EC2Client(configuration)
  const { watchedVpc, closedGroup } = estate.network
  const scheduled = await createScheduled(ec2, estate)
  const quietDatabase = await createPrivateDatabase(configuration, closedGroup)
  await reportUse(configuration, { idle: estate.instances.loose, busy: estate.instances.strict, quietDatabase })
  return {
    ...estate,
    operable,
    scheduled,
    quietDatabase,
    rootVolumes: await rootVolumes(ec2),
    defaultVpc: await defaultVpc(ec2),
    /** Admits the internet on every port, and apart from that to HTTPS. */
    widestGroup: await createGroup(ec2, watchedVpc, ['migration', [everything, fromInternet(443, 443)]]),
    /** Admits the internet to Remote Desktop among other ports, and an office to it alone. */
    desktopGroup: await createGroup(ec2, watchedVpc, ['remote', [fromInternet(3000, 4000), fromOffice(3389)]]),
    kept: await createKept(ec2, estate.instances.spareVolume),
    administrators: await createAdministrators(new IAMClient(configuration)),
  }
}

const everything: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }

function fromInternet(FromPort: number, ToPort: number): IpPermission {
  return {
    IpProtocol: 'tcp',
    FromPort,
    ToPort,
    IpRanges: [{ CidrIp: '0.0.0.0/0' }],
    Ipv6Ranges: [{ CidrIpv6: '::/0' }],
  }
}

function fromOffice(port: number): IpPermission {
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '198.51.100.0/24' }] }
}

async function createGroup(
  ec2: EC2Client,
  VpcId: string,
  [name, IpPermissions]: readonly [string, IpPermission[]],
): Promise<string> {
  const created = await ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName: name, Description: name }))
  const GroupId = given(created.GroupId, 'security group')
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  return GroupId
}

/** One that runs in office hours, one of them kept running tonight, and one for weekends that is stopped; all tagged. */
async function createScheduled(
  ec2: EC2Client,
  { instances, network }: Awaited<ReturnType<typeof createEstate>>,
): Promise<Readonly<Record<'office' | 'tonight' | 'weekend', string>>> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [instances.loose] }))
  const ImageId = given(Reservations?.[0]?.Instances?.[0]?.ImageId, 'image')
  const tagged = { owner: 'platform', environment: 'development', 'cost-center': 'cc-1' }
  const run = async (tags: Readonly<Record<string, string>>): Promise<string> => {
    const { Instances } = await ec2.send(
      new RunInstancesCommand({
        ImageId,
        InstanceType: 't3.micro',
        SubnetId: network.subnets[0],
        MinCount: 1,
        MaxCount: 1,
        MetadataOptions: { HttpTokens: 'required' },
        TagSpecifications: [{ ResourceType: 'instance', Tags: tagList({ ...tagged, ...tags }) }],
      }),
    )
    return given(Instances?.[0]?.InstanceId, 'instance')
  }
  const office = await run({ schedule: 'office-hours' })
  const tonight = await run({ schedule: 'office-hours', keep: 'until the migration is done' })
  const weekend = await run({ schedule: 'weekend' })
  await ec2.send(new StopInstancesCommand({ InstanceIds: [weekend] }))
  return { office, tonight, weekend }
}

/** The network that comes with an account. */
async function defaultVpc(ec2: EC2Client): Promise<string> {
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }))
  return given(Vpcs?.[0]?.VpcId, 'default VPC')
}

/** The volumes that instances started with, which the emulator makes of the type gp2. */
async function rootVolumes(ec2: EC2Client): Promise<readonly string[]> {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}))
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances)
  return instances.map(({ RootDeviceName, BlockDeviceMappings = [] }) => {
    const root = BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName)
    return given(root?.Ebs?.VolumeId, 'root volume')
  })
}

/** What carries the tag keep. */
async function createKept(ec2: EC2Client, VolumeId: string): Promise<Readonly<Record<'volume' | 'snapshot', string>>> {
  const created = await ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 8, VolumeType: 'gp3' }),
  )
  const volume = given(created.VolumeId, 'volume')
  const taken = await ec2.send(new CreateSnapshotCommand({ VolumeId }))
  const snapshot = given(taken.SnapshotId, 'snapshot')
  await ec2.send(new CreateTagsCommand({ Resources: [volume, snapshot], Tags: tagList({ keep: 'for the auditors' }) }))
  return { volume, snapshot }
}

/** A role that holds every permission by AWS's own policy. */
async function createAdministrators(iam: IAMClient): Promise<string> {
  const RoleName = 'administrators'
  const statement = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: administrator }))
  return RoleName
}

/** A database that is as it should be, but that nobody uses. */
async function createPrivateDatabase(configuration: EstateConfiguration, group: string): Promise<string> {
  const DBInstanceIdentifier = 'archive'
  await new RDSClient(configuration).send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      DBInstanceClass: 'db.t3.micro',
      Engine: 'postgres',
      AllocatedStorage: 20,
      MasterUsername: 'archive',
      MasterUserPassword: 'not-a-real-one',
      DBSubnetGroupName: 'databases',
      VpcSecurityGroupIds: [group],
      PubliclyAccessible: false,
      StorageEncrypted: true,
      DeletionProtection: true,
      BackupRetentionPeriod: 14,
      Tags: tagList({ owner: 'platform', environment: 'development', 'cost-center': 'cc-1' }),
    }),
  )
  return DBInstanceIdentifier
}

interface Use {
  readonly idle: string
  readonly busy: string
  readonly quietDatabase: string
}

/** Figures of every five minutes of the last hours, and of every half day of the last months. */
async function reportUse(configuration: EstateConfiguration, { idle, busy, quietDatabase }: Use): Promise<void> {
  const cpu = (id: string, percent: number) => ({
    namespace: 'AWS/EC2',
    metric: 'CPUUtilization',
    dimension: ['InstanceId', id] as const,
    secondsApart: 300,
    ahead: 3600,
    figures: Array<number>(60).fill(percent),
  })
  await reportFigures(configuration, cpu(idle, 3))
  await reportFigures(configuration, cpu(busy, 60))
  await reportFigures(configuration, {
    namespace: 'AWS/RDS',
    metric: 'DatabaseConnections',
    dimension: ['DBInstanceIdentifier', quietDatabase],
    secondsApart: 12 * 3600,
    figures: Array<number>(90).fill(0),
  })
}

function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
