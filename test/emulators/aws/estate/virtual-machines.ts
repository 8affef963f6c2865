import {
  CreateSnapshotCommand,
  CreateVolumeCommand,
  EC2Client,
  ModifyInstanceMetadataOptionsCommand,
  ModifySnapshotAttributeCommand,
  RegisterImageCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { type EstateConfiguration, given } from './configuration.js'

/** One instance that accepts metadata requests without a token, one that does not; a public snapshot; a spare volume. */
export async function createInstances(
  configuration: EstateConfiguration,
  network: { readonly subnets: readonly [string, string]; readonly openGroup: string; readonly closedGroup: string },
): Promise<{
  readonly loose: string
  readonly strict: string
  readonly spareVolume: string
  readonly publicSnapshot: string
  readonly privateSnapshot: string
}> {
  const ec2 = new EC2Client(configuration)
  const [subnet] = network.subnets
  const registered = await ec2.send(new RegisterImageCommand({ Name: 'acme-base', RootDeviceName: '/dev/xvda' }))
  const image = given(registered.ImageId, 'image')
  const loose = await run(ec2, { name: 'bastion-1', image, subnet, group: network.openGroup })
  const strict = await run(ec2, { name: 'web-1', image, subnet, group: network.closedGroup })
  await ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: strict, HttpTokens: 'required' }))
  const volume = await ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 100, VolumeType: 'gp2', Encrypted: false }),
  )
  const spareVolume = given(volume.VolumeId, 'volume')
  const publicSnapshot = given(
    (await ec2.send(new CreateSnapshotCommand({ VolumeId: spareVolume }))).SnapshotId,
    'snapshot',
  )
  const privateSnapshot = given(
    (await ec2.send(new CreateSnapshotCommand({ VolumeId: spareVolume }))).SnapshotId,
    'snapshot',
  )
  await ec2.send(
    new ModifySnapshotAttributeCommand({
      SnapshotId: publicSnapshot,
      Attribute: 'createVolumePermission',
      OperationType: 'add',
      GroupNames: ['all'],
    }),
  )
  return { loose, strict, spareVolume, publicSnapshot, privateSnapshot }
}

async function run(
  ec2: EC2Client,
  { name, image, subnet, group }: Readonly<Record<'name' | 'image' | 'subnet' | 'group', string>>,
): Promise<string> {
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId: subnet,
      SecurityGroupIds: [group],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }],
    }),
  )
  return given(Instances?.[0]?.InstanceId, 'instance')
}
