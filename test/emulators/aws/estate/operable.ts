import {
  AttachVolumeCommand,
  CreateVolumeCommand,
  DescribeInstancesCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { CreateAccessKeyCommand, CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam'
import {
  CreateAliasCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda'
import { CopyDBSnapshotCommand, RDSClient } from '@aws-sdk/client-rds'
import { CreateBucketCommand, PutBucketAclCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3'
import type { Estate } from '../estate.js'
import { type EstateConfiguration, given } from './configuration.js'

const alias = 'live'
const logBucket = 'acme-access-logs'

/** What only operations need: things to attach, detach, point elsewhere, and to do away with. */
export async function createOperable(
  configuration: EstateConfiguration,
  estate: Estate,
): Promise<{
  readonly attachedVolume: string
  /** The instance that it is attached to. */
  readonly volumeHost: string
  readonly doomedVolume: string
  /** Of the database that is not encrypted. */
  readonly encryptedSnapshot: string
  readonly doomedInstance: string
  readonly policy: string
  readonly alias: string
  readonly olderVersion: string
  readonly logBucket: string
}> {
  const ec2 = new EC2Client(configuration)
  return {
    attachedVolume: await attachedVolume(ec2, estate),
    volumeHost: estate.instances.loose,
    doomedVolume: await doomedVolume(ec2),
    encryptedSnapshot: await encryptedSnapshot(new RDSClient(configuration), estate),
    doomedInstance: await doomedInstance(ec2, estate),
    policy: await policyAndKey(new IAMClient(configuration), estate.people.machine),
    alias,
    olderVersion: await versions(new LambdaClient(configuration), estate.services.publicFunction),
    logBucket: await bucketForLogs(new S3Client({ ...configuration, forcePathStyle: true }), estate),
  }
}

async function attachedVolume(ec2: EC2Client, { instances }: Estate): Promise<string> {
  const created = await ec2.send(
    new CreateVolumeCommand({
      AvailabilityZone: 'us-east-1a',
      Size: 20,
      VolumeType: 'gp3',
      Iops: 3000,
      Throughput: 125,
    }),
  )
  const VolumeId = given(created.VolumeId, 'volume')
  await ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId: instances.loose, Device: '/dev/sdf' }))
  return VolumeId
}

async function doomedVolume(ec2: EC2Client): Promise<string> {
  const created = await ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 1, VolumeType: 'gp3' }),
  )
  return given(created.VolumeId, 'volume')
}

async function encryptedSnapshot(rds: RDSClient, { services }: Estate): Promise<string> {
  const copied = await rds.send(
    new CopyDBSnapshotCommand({
      SourceDBSnapshotIdentifier: services.databaseSnapshot,
      TargetDBSnapshotIdentifier: 'orders-encrypted',
      KmsKeyId: services.rotatingKey,
    }),
  )
  return given(copied.DBSnapshot?.DBSnapshotIdentifier, 'snapshot')
}

async function doomedInstance(ec2: EC2Client, { instances, network }: Estate): Promise<string> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [instances.loose] }))
  const ImageId = given(Reservations?.[0]?.Instances?.[0]?.ImageId, 'image')
  const SubnetId = network.subnets[0]
  const { Instances } = await ec2.send(new RunInstancesCommand({ ImageId, SubnetId, MinCount: 1, MaxCount: 1 }))
  return given(Instances?.[0]?.InstanceId, 'instance')
}

/** A managed policy that nobody has, and a key for the user that has none. */
async function policyAndKey(iam: IAMClient, UserName: string): Promise<string> {
  await iam.send(new CreateAccessKeyCommand({ UserName }))
  const statement = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'list-buckets', PolicyDocument }))
  return given(Policy?.Arn, 'policy')
}

/** Two versions, and an alias that points at the newer one; the older one's number is returned. */
async function versions(lambda: LambdaClient, FunctionName: string): Promise<string> {
  const older = await lambda.send(new PublishVersionCommand({ FunctionName, Description: 'older' }))
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: Buffer.from('newer') }))
  const newer = await lambda.send(new PublishVersionCommand({ FunctionName, Description: 'newer' }))
  await lambda.send(new CreateAliasCommand({ FunctionName, Name: alias, FunctionVersion: newer.Version ?? '' }))
  return given(older.Version, 'version')
}

/** A bucket that takes access logs; the website, which is logged there, gets a public access control list. */
async function bucketForLogs(s3: S3Client, { buckets }: Estate): Promise<string> {
  await s3.send(new CreateBucketCommand({ Bucket: logBucket }))
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${logBucket}/*`,
  }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await s3.send(new PutBucketPolicyCommand({ Bucket: logBucket, Policy }))
  await s3.send(new PutBucketAclCommand({ Bucket: buckets.publicBucket, ACL: 'public-read' }))
  return logBucket
}
