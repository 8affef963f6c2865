import type { OperationParameters } from '../../../src/core/operation.js'
import type { createOperable } from './estate/operable.js'
import { type Estate, estateAccount, estateRegion } from './estate.js'

export type OperableEstate = Estate & { readonly operable: Awaited<ReturnType<typeof createOperable>> }

/** An operation on one part of the estate. */
export interface OperationCase {
  readonly operation: string
  readonly target: (estate: OperableEstate) => string
  readonly params?: (estate: OperableEstate) => OperationParameters
  /** Operations on the same target that make it what this one needs. */
  readonly after?: readonly (readonly [verb: string, params: OperationParameters])[]
  /** Properties that the emulator does not bring to what AWS documents, with what it does instead. */
  readonly differs?: Readonly<Record<string, string>>
}

type Target = OperationCase['target']

const bastion: Target = ({ instances }) => instances.loose
const website: Target = ({ buckets }) => buckets.publicBucket
const spare: Target = ({ instances }) => instances.spareVolume
const database: Target = ({ services }) => services.database
const databaseSnapshot: Target = ({ services }) => services.databaseSnapshot
const thumbnails: Target = ({ services }) => services.publicFunction
const machine: Target = ({ people }) => people.machine

/** Tags and their removal, for one target of a type. */
function tagging(type: string, target: Target): readonly OperationCase[] {
  const added = { tags: { reviewed: 'yes', owner: 'platform' } }
  return [
    { operation: `${type}.tag`, target, params: () => added },
    { operation: `${type}.untag`, target, params: () => ({ keys: ['reviewed', 'owner'] }), after: [['tag', added]] },
  ]
}

function policies(type: string, target: Target): readonly OperationCase[] {
  const params: OperationCase['params'] = ({ operable }) => ({ policy: operable.policy })
  return [{ operation: `${type}.attach-policy`, target, params }]
}

const instanceCases: readonly OperationCase[] = [
  { operation: 'aws.ec2.instance.stop', target: bastion },
  { operation: 'aws.ec2.instance.start', target: bastion, after: [['stop', {}]] },
  { operation: 'aws.ec2.instance.restart', target: ({ instances }) => instances.strict },
  { operation: 'aws.ec2.instance.terminate', target: ({ operable }) => operable.doomedInstance },
  {
    operation: 'aws.ec2.instance.resize',
    target: ({ instances }) => instances.strict,
    params: () => ({ type: 't3.small' }),
    after: [['stop', {}]],
  },
  { operation: 'aws.ec2.instance.require-imdsv2', target: bastion },
  { operation: 'aws.ec2.instance.enable-deletion-protection', target: bastion },
  { operation: 'aws.ec2.instance.configure', target: bastion, params: () => ({ terminationProtection: true }) },
  ...tagging('aws.ec2.instance', bastion),
]

const volumeCases: readonly OperationCase[] = [
  { operation: 'aws.ec2.volume.create-snapshot', target: spare },
  {
    operation: 'aws.ec2.volume.create-encrypted-copy',
    target: spare,
    params: ({ instances }) => ({ snapshot: instances.privateSnapshot }),
  },
  { operation: 'aws.ec2.volume.detach', target: ({ operable }) => operable.attachedVolume },
  {
    operation: 'aws.ec2.volume.detach-stopped',
    target: ({ operable }) => operable.attachedVolume,
    params: ({ operable }) => ({ instance: operable.volumeHost }),
  },
  {
    operation: 'aws.ec2.volume.set-delete-on-termination',
    target: ({ operable }) => operable.attachedVolume,
    params: () => ({ delete: true }),
  },
  {
    operation: 'aws.ec2.volume.attach',
    target: spare,
    params: ({ instances }) => ({ instance: instances.strict, device: '/dev/sdg' }),
  },
  {
    operation: 'aws.ec2.volume.change-type',
    target: spare,
    params: () => ({ type: 'gp3' }),
    differs: {
      Iops: 'on the way back to gp2, moto keeps the figure of gp3',
      Throughput: 'on the way back to gp2, moto keeps the figure of gp3',
    },
  },
  {
    operation: 'aws.ec2.volume.resize',
    target: ({ operable }) => operable.attachedVolume,
    params: () => ({ sizeGb: 30 }),
  },
  ...tagging('aws.ec2.volume', spare),
  { operation: 'aws.ec2.snapshot.make-private', target: ({ instances }) => instances.publicSnapshot },
  {
    operation: 'aws.ec2.snapshot.configure',
    target: ({ instances }) => instances.privateSnapshot,
    params: () => ({ createVolumePermissions: [{ UserId: '111122223333' }] }),
  },
  ...tagging('aws.ec2.snapshot', ({ instances }) => instances.privateSnapshot),
  { operation: 'aws.ec2.snapshot.delete', target: ({ instances }) => instances.privateSnapshot },
  {
    operation: 'aws.ec2.volume.delete-backed-up',
    target: ({ operable }) => operable.doomedVolume,
    params: ({ instances }) => ({ snapshot: instances.publicSnapshot }),
  },
  { operation: 'aws.ec2.volume.delete', target: spare },
]

const networkCases: readonly OperationCase[] = [
  {
    operation: 'aws.ec2.security-group.restrict-ingress',
    target: ({ network }) => network.openGroup,
    params: () => ({ port: 22, sources: ['192.0.2.0/24', '2001:db8::/32'] }),
  },
  { operation: 'aws.ec2.security-group.revoke-rule', target: ({ network }) => network.openGroup, params: () => ({}) },
  {
    operation: 'aws.ec2.security-group.configure',
    target: ({ network }) => network.closedGroup,
    params: () => ({
      ingress: [{ IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
    }),
  },
  ...tagging('aws.ec2.security-group', ({ network }) => network.openGroup),
  {
    operation: 'aws.ec2.vpc.enable-flow-logs',
    target: ({ network }) => network.unwatchedVpc,
    params: ({ buckets }) => ({ destination: `arn:aws:s3:::${buckets.privateBucket}` }),
  },
  {
    operation: 'aws.ec2.vpc.disable-flow-logs',
    target: ({ network }) => network.watchedVpc,
    params: ({ buckets }) => ({ destination: `arn:aws:s3:::${buckets.privateBucket}` }),
  },
  ...tagging('aws.ec2.vpc', ({ network }) => network.watchedVpc),
]

const bucketCases: readonly OperationCase[] = [
  { operation: 'aws.s3.bucket.block-public-access', target: website },
  { operation: 'aws.s3.bucket.make-private', target: website },
  { operation: 'aws.s3.bucket.require-https', target: website },
  { operation: 'aws.s3.bucket.require-https', target: ({ buckets }) => buckets.europeanBucket },
  { operation: 'aws.s3.bucket.enable-encryption', target: website },
  {
    operation: 'aws.s3.bucket.enable-logging',
    target: website,
    params: ({ operable }) => ({ bucket: operable.logBucket, prefix: 'website/' }),
  },
  { operation: 'aws.s3.bucket.set-lifecycle', target: website, params: () => ({ expireOldVersionsAfter: 30 }) },
  { operation: 'aws.s3.bucket.enable-versioning', target: website },
  {
    operation: 'aws.s3.bucket.enable-replication',
    target: website,
    params: ({ operable, people }) => ({
      bucket: operable.logBucket,
      role: `arn:aws:iam::${estateAccount}:role/${people.role}`,
    }),
  },
  {
    operation: 'aws.s3.bucket.configure',
    target: ({ buckets }) => buckets.privateBucket,
    params: () => ({ publicAccessBlock: null, versioning: 'Suspended' }),
  },
  ...tagging('aws.s3.bucket', website),
  ...tagging('aws.s3.bucket', ({ buckets }) => buckets.privateBucket),
]

const identityCases: readonly OperationCase[] = [
  { operation: 'aws.iam.user.deactivate-access-key', target: machine },
  { operation: 'aws.iam.user.activate-access-key', target: machine, after: [['deactivate-access-key', {}]] },
  { operation: 'aws.iam.user.delete-console-password', target: ({ people }) => people.person },
  ...policies('aws.iam.user', machine),
  ...tagging('aws.iam.user', machine),
  ...policies('aws.iam.role', ({ people }) => people.role),
  ...tagging('aws.iam.role', ({ people }) => people.role),
  { operation: 'aws.account.account.block-public-access', target: () => estateAccount },
  {
    operation: 'aws.account.account.configure',
    target: () => estateAccount,
    params: () => ({
      publicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: false,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      },
    }),
  },
  { operation: 'aws.ec2.account-settings.enable-encryption', target: () => estateRegion },
  {
    operation: 'aws.ec2.account-settings.configure',
    target: () => estateRegion,
    params: () => ({ ebsEncryption: true }),
  },
]

const serviceCases: readonly OperationCase[] = [
  { operation: 'aws.rds.instance.stop', target: database },
  { operation: 'aws.rds.instance.restart', target: database },
  {
    operation: 'aws.rds.instance.create-snapshot',
    target: database,
    differs: {
      LicenseModel: 'moto does not tell it of snapshots',
      StorageType: 'moto does not tell it of snapshots',
    },
  },
  {
    operation: 'aws.rds.instance.create-encrypted-copy',
    target: database,
    params: ({ operable }) => ({ snapshot: operable.encryptedSnapshot }),
  },
  {
    operation: 'aws.rds.snapshot.copy-encrypted',
    target: databaseSnapshot,
    params: ({ services }) => ({ kmsKey: services.rotatingKey }),
    differs: { SourceDBSnapshotIdentifier: 'moto does not tell where a copy is from' },
  },
  ...tagging('aws.rds.snapshot', databaseSnapshot),
  { operation: 'aws.rds.snapshot.delete', target: databaseSnapshot },
  { operation: 'aws.rds.instance.resize', target: database, params: () => ({ type: 'db.t3.small' }) },
  { operation: 'aws.rds.instance.enable-backups', target: database },
  { operation: 'aws.rds.instance.set-retention', target: database, params: () => ({ days: 14 }) },
  { operation: 'aws.rds.instance.make-private', target: database },
  { operation: 'aws.rds.instance.enable-deletion-protection', target: database },
  {
    operation: 'aws.rds.instance.configure',
    target: database,
    params: () => ({ publiclyAccessible: false, backupRetention: 3 }),
  },
  ...tagging('aws.rds.instance', database),
  { operation: 'aws.rds.instance.start', target: database, after: [['stop', {}]] },
  {
    operation: 'aws.lambda.function.configure',
    target: thumbnails,
    params: () => ({ memory: 256, timeout: 30, concurrency: 5 }),
  },
  {
    operation: 'aws.lambda.function.roll-back-alias',
    target: thumbnails,
    params: ({ operable }) => ({ alias: operable.alias, version: operable.olderVersion }),
  },
  { operation: 'aws.lambda.function.make-private', target: thumbnails },
  ...tagging('aws.lambda.function', thumbnails),
  { operation: 'aws.kms.key.enable-key-rotation', target: ({ services }) => services.lastingKey },
  {
    operation: 'aws.kms.key.configure',
    target: ({ services }) => services.rotatingKey,
    params: () => ({ rotation: false }),
  },
  ...tagging('aws.kms.key', ({ services }) => services.rotatingKey),
]

const loggingCases: readonly OperationCase[] = [
  { operation: 'aws.cloudtrail.trail.enable-logging', target: ({ logging }) => logging.idleTrail },
  { operation: 'aws.cloudtrail.trail.enable-log-file-validation', target: ({ logging }) => logging.idleTrail },
  {
    operation: 'aws.cloudtrail.trail.configure',
    target: ({ logging }) => logging.activeTrail,
    params: () => ({ logging: false }),
  },
  ...tagging('aws.cloudtrail.trail', ({ logging }) => logging.idleTrail),
  {
    operation: 'aws.logs.log-group.set-retention',
    target: ({ logging }) => logging.logGroups[1] ?? '',
    params: () => ({ days: 90 }),
  },
  {
    operation: 'aws.logs.log-group.configure',
    target: ({ logging }) => logging.logGroups[0] ?? '',
    params: () => ({ retention: null }),
  },
  ...tagging('aws.logs.log-group', ({ logging }) => logging.logGroups[0] ?? ''),
]

/** What is executed, in this order; those that delete their target come last of their kind. */
export const operationCases: readonly OperationCase[] = [
  ...instanceCases,
  ...networkCases,
  ...bucketCases,
  ...identityCases,
  ...serviceCases,
  ...loggingCases,
  ...volumeCases,
]

/** Operations that the emulator lacks. */
export const notRunnable: Readonly<Record<string, string>> = {
  'aws.ec2.account-settings.block-public-access':
    'moto has no EnableSnapshotBlockPublicAccess: it answers with status 500',
}

/** Operations that the emulator takes, and whose effect nothing of it tells. */
export const notTold: Readonly<Record<string, string>> = {
  'aws.ec2.volume.set-delete-on-termination': 'moto tells it of no volume',
}

/** Operations that the emulator takes, but whose effect no read of Escher's shows; CloudTrail itself is asked there. */
export const notShown: Readonly<Record<string, string>> = {
  'aws.cloudtrail.trail.tag': 'the tagging API of moto, which Escher reads tags with, knows no trails',
  'aws.cloudtrail.trail.untag': 'the tagging API of moto, which Escher reads tags with, knows no trails',
}

/** Operations that run as the inverse of the one named. */
export const runAsInverse: Readonly<Record<string, string>> = {
  'aws.iam.user.detach-policy': 'aws.iam.user.attach-policy',
  'aws.iam.role.detach-policy': 'aws.iam.role.attach-policy',
  'aws.lambda.function.add-permission': 'aws.lambda.function.make-private',
}
