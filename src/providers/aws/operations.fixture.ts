import fc from 'fast-check'
import type { Operation, OperationParameters } from '../../core/operation.js'
import { effectContext } from '../operating/operation-laws.fixture.js'

type Parts = Readonly<Record<string, fc.Arbitrary<unknown>>>

const account = '123456789012'
const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers'
const keys = ['env', 'owner', 'team']
const managedPolicy = fc.constantFrom('arn:aws:iam::aws:policy/ReadOnlyAccess', `arn:aws:iam::${account}:policy/a/mine`)

/** Tags as the API lists them, each key once. */
const tagList = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('a', 'b')).map(listOf)

function listOf(tags: Readonly<Record<string, string>>): readonly unknown[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

const permission = fc.record({
  IpProtocol: fc.constant('tcp'),
  FromPort: fc.constantFrom(20, 22, 443),
  IpRanges: fc.subarray([{ CidrIp: '0.0.0.0/0', Description: 'all' }, { CidrIp: '10.0.0.0/8' }]),
  Ipv6Ranges: fc.subarray([{ CidrIpv6: '::/0' }]),
  UserIdGroupPairs: fc.subarray([{ GroupId: 'sg-1', UserId: account }]),
  PrefixListIds: fc.constant([]),
})

/** Distinct ports, and at least one source, as AWS has it. */
const permissions = fc
  .uniqueArray(permission, { selector: ({ FromPort }) => FromPort, maxLength: 3 })
  .map((list) =>
    list
      .map((one) => ({ ...one, ToPort: one.FromPort === 20 ? 25 : one.FromPort }))
      .filter((one) => one.IpRanges.length + one.Ipv6Ranges.length + one.UserIdGroupPairs.length > 0),
  )

const statements = {
  everybody: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b1/*' },
  named: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 's3:*', Resource: '*' },
  conditional: {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 's3:GetObject',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
  },
}

function policyOf(list: readonly unknown[]): string | undefined {
  return list.length === 0 ? undefined : JSON.stringify({ Version: '2012-10-17', Statement: list })
}

const functionArn = 'arn:aws:lambda:eu-west-1:1:function:f1'

/** In Lambda's own spelling, where permissions that were added stand last. */
const functionStatements = [
  {
    Sid: 'bucket',
    Effect: 'Allow',
    Principal: { Service: 's3.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: functionArn,
  },
  { Sid: 'all', Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunction', Resource: functionArn },
  {
    Sid: 'url',
    Effect: 'Allow',
    Principal: '*',
    Action: 'lambda:InvokeFunctionUrl',
    Resource: functionArn,
    Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
  },
]

const optional = (value: unknown) => fc.constantFrom(undefined, value)

const principalParts: Parts = {
  Tags: tagList,
  AttachedPolicies: fc.subarray([
    { PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    { PolicyName: 'other', PolicyArn: `arn:aws:iam::${account}:policy/other` },
  ]),
}

const attachment = {
  AttachTime: effectContext.now.toISOString(),
  VolumeId: 'vol-1',
  InstanceId: 'i-1',
  State: 'attached',
}

const volumeKinds = fc.constantFrom(
  { VolumeType: 'gp2', Iops: 300 },
  { VolumeType: 'gp3', Iops: 3000, Throughput: 125 },
  { VolumeType: 'gp3', Iops: 6000, Throughput: 250 },
  { VolumeType: 'io1', Iops: 500 },
  { VolumeType: 'st1' },
)

const volumeUses = fc.constantFrom(
  { State: 'available', Attachments: [] },
  { State: 'in-use', Attachments: [{ ...attachment, Device: '/dev/sdf' }] },
  { State: 'in-use', Attachments: [{ ...attachment, Device: '/dev/xvda', DeleteOnTermination: true }] },
  { State: 'in-use', Attachments: [{ ...attachment, Device: '/dev/xvda', DeleteOnTermination: false }] },
)

/** Parts that go together, by type. */
export const correlatedParts: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'aws.ec2.volume': fc
    .tuple(volumeKinds, volumeUses)
    .map(([kind, use]) => ({ Iops: undefined, Throughput: undefined, ...kind, ...use })),
}

/** Of each type, the parts of its document that operations look at. */
export const arbitraryParts: Readonly<Record<string, Parts>> = {
  'aws.account.account': {
    account_id: fc.constant(account),
    PublicAccessBlock: fc.constantFrom(undefined, { BlockPublicAcls: true, BlockPublicPolicy: false }),
  },
  'aws.cloudtrail.trail': {
    TrailARN: fc.constantFrom(account, '999999999999').map((owner) => `arn:aws:cloudtrail:eu-west-1:${owner}:trail/t`),
    Status: fc.record({ IsLogging: fc.boolean() }),
    LogFileValidationEnabled: fc.boolean(),
    Tags: tagList,
  },
  'aws.ec2.account-settings': {
    Region: fc.constant('eu-west-1'),
    EbsEncryptionByDefault: fc.boolean(),
    SnapshotBlockPublicAccessState: fc.constantFrom('unblocked', 'block-new-sharing'),
    ImageBlockPublicAccessState: fc.constantFrom('unblocked', 'block-new-sharing'),
  },
  'aws.ec2.instance': {
    InstanceId: fc.constant('i-1'),
    State: fc.constantFrom(
      { Code: 16, Name: 'running' },
      { Code: 80, Name: 'stopped' },
      { Code: 48, Name: 'terminated' },
      { Code: 64, Name: 'stopping' },
    ),
    InstanceType: fc.constantFrom('t3.micro', 'm5.large'),
    InstanceLifecycle: fc.constantFrom(undefined, undefined, 'spot'),
    RootDeviceType: fc.constantFrom('ebs', 'ebs', 'instance-store'),
    MetadataOptions: fc.record({ HttpTokens: fc.constantFrom('optional', 'required') }),
    DisableApiTermination: fc.record({ Value: fc.boolean() }),
    Tags: tagList,
  },
  'aws.ec2.security-group': { GroupId: fc.constant('sg-9'), IpPermissions: permissions, Tags: tagList },
  'aws.ec2.snapshot': {
    SnapshotId: fc.constant('snap-1'),
    CreateVolumePermissions: fc.subarray([{ Group: 'all' }, { UserId: '999999999999' }]),
    Tags: tagList,
  },
  'aws.ec2.volume': {
    VolumeId: fc.constant('vol-1'),
    Size: fc.constant(100),
    Tags: tagList,
  },
  'aws.ec2.vpc': {
    VpcId: fc.constant('vpc-1'),
    FlowLogs: fc.subarray([
      { FlowLogId: 'fl-1', FlowLogStatus: 'ACTIVE', TrafficType: 'REJECT', LogDestination: 'arn:aws:s3:::old' },
    ]),
    Tags: tagList,
  },
  'aws.iam.role': { RoleName: fc.constant('r1'), ...principalParts },
  'aws.iam.user': {
    UserName: fc.constant('u1'),
    LoginProfile: optional({ UserName: 'u1', CreateDate: '2026-01-01T00:00:00Z' }),
    ...principalParts,
    AccessKeys: fc
      .array(fc.constantFrom('Active', 'Inactive'), { maxLength: 2 })
      .map((states) => states.map((Status, at) => ({ AccessKeyId: `AKIA${at}`, Status, UserName: 'u1' }))),
  },
  'aws.kms.key': {
    KeyId: fc.constant('k1'),
    KeyManager: fc.constantFrom('CUSTOMER', 'AWS'),
    KeySpec: fc.constantFrom('SYMMETRIC_DEFAULT', 'RSA_2048'),
    Origin: fc.constantFrom('AWS_KMS', 'EXTERNAL'),
    KeyState: fc.constantFrom('Enabled', 'Disabled'),
    KeyRotationEnabled: fc.boolean(),
    Tags: tagList,
  },
  'aws.lambda.function': {
    FunctionName: fc.constant('f1'),
    FunctionArn: fc.constant(functionArn),
    MemorySize: fc.constantFrom(128, 512),
    Timeout: fc.constantFrom(3, 60),
    ReservedConcurrentExecutions: optional(5),
    Aliases: fc.constantFrom('1', '2', '3').map((FunctionVersion) => [
      { Name: 'live', FunctionVersion },
      { Name: 'beta', FunctionVersion: '3' },
    ]),
    Policy: fc
      .subarray(functionStatements)
      .map((list) =>
        list.length === 0 ? undefined : JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: list }),
      ),
    Tags: tagList,
  },
  'aws.logs.log-group': {
    logGroupName: fc.constant('/acme/a'),
    logGroupArn: fc.constant('arn:aws:logs:eu-west-1:1:log-group:/acme/a'),
    logGroupClass: fc.constantFrom('STANDARD', 'DELIVERY'),
    retentionInDays: fc.constantFrom(undefined, 30, 365),
    Tags: tagList,
  },
  'aws.rds.instance': {
    DBInstanceIdentifier: fc.constant('d1'),
    DBInstanceArn: fc.constant('arn:aws:rds:eu-west-1:1:db:d1'),
    DBInstanceStatus: fc.constantFrom('available', 'stopped', 'modifying'),
    DBClusterIdentifier: fc.constantFrom(undefined, undefined, 'c1'),
    ReadReplicaSourceDBInstanceIdentifier: fc.constantFrom(undefined, undefined, 'd0'),
    ReadReplicaDBInstanceIdentifiers: fc.constantFrom([], [], ['d2']),
    DBInstanceClass: fc.constantFrom('db.t3.micro', 'db.m5.large'),
    BackupRetentionPeriod: fc.constantFrom(0, 7, 35),
    PubliclyAccessible: fc.boolean(),
    DeletionProtection: fc.boolean(),
    DomainMemberships: fc.constantFrom([], [], [{ Domain: 'd-1' }]),
    VpcSecurityGroups: fc.constantFrom([], [{ VpcSecurityGroupId: 'sg-1', Status: 'active' }]),
    DBSubnetGroup: optional({ DBSubnetGroupName: 'inner' }),
    StorageType: fc.constantFrom('gp2', 'gp3', 'io1'),
    TagList: tagList,
  },
  'aws.rds.snapshot': {
    DBSnapshotIdentifier: fc.constantFrom('d1-2026', 'rds:d1-2026'),
    DBSnapshotArn: fc.constant('arn:aws:rds:eu-west-1:1:snapshot:d1-2026'),
    Status: fc.constantFrom('available', 'creating'),
    SnapshotType: fc.constantFrom('manual', 'automated'),
    TagList: tagList,
  },
  'aws.s3.bucket': {
    Name: fc.constant('b1'),
    PublicAccessBlock: fc.constantFrom(undefined, { BlockPublicAcls: true, BlockPublicPolicy: false }),
    Policy: fc.subarray(Object.values(statements)).map(policyOf),
    PolicyStatus: fc.constant(undefined),
    Acl: fc
      .subarray([
        { Grantee: { ID: 'o', Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
        { Grantee: { URI: allUsers, Type: 'Group' }, Permission: 'READ' },
      ])
      .map((Grants) => ({ Owner: { ID: 'o' }, Grants })),
    Versioning: fc.constantFrom({}, { Status: 'Suspended' }, { Status: 'Enabled' }),
    Encryption: optional({ Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] }),
    Logging: optional({ TargetBucket: 'logs', TargetPrefix: 'a/' }),
    Replication: optional({
      ReplicationConfiguration: {
        Role: 'arn:aws:iam::111111111111:role/other',
        Rules: [{ ID: 'r', Priority: 3, Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::elsewhere' } }],
      },
    }),
    Lifecycle: optional({
      Rules: [{ ID: 'old', Status: 'Enabled', Filter: { Prefix: 'a' }, Expiration: { Days: 9 } }],
    }),
    Tags: tagList.map((tags) => (tags.length === 0 ? undefined : tags)),
  },
}

type Parameters = fc.Arbitrary<OperationParameters>

const none: Parameters = fc.constant({})
const port = { port: fc.constantFrom(22, 443) }

/** Parameters by operation, or by verb; other operations take none. */
const parameters: Readonly<Record<string, Parameters>> = {
  tag: fc.record({
    tags: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('a', 'b', null), { minKeys: 1 }),
  }),
  untag: fc.record({ keys: fc.subarray(keys, { minLength: 1 }) }),
  'attach-policy': fc.record({ policy: managedPolicy }),
  'detach-policy': fc.record({ policy: managedPolicy }),
  'deactivate-access-key': fc.record({ keys: fc.subarray(['AKIA0', 'AKIA1']) }, { requiredKeys: [] }),
  'activate-access-key': fc.record({ keys: fc.subarray(['AKIA0', 'AKIA1']) }, { requiredKeys: [] }),
  'enable-backups': fc.record({ days: fc.constantFrom(1, 7, 14) }, { requiredKeys: [] }),
  'enable-flow-logs': fc.constant({ destination: 'arn:aws:s3:::logs' }),
  'disable-flow-logs': fc.constant({ destination: 'arn:aws:s3:::old' }),
  'enable-replication': fc.constant({ bucket: 'copies', role: 'arn:aws:iam::111111111111:role/copier' }),
  'enable-logging': fc.constant({ bucket: 'logs', prefix: 'b/' }),
  'aws.cloudtrail.trail.enable-logging': none,
  'enable-encryption': fc.constantFrom({}, { key: 'arn:aws:kms:eu-west-1:1:key/k1' }),
  'aws.ec2.account-settings.enable-encryption': none,
  'set-lifecycle': fc.constantFrom<OperationParameters[]>(
    { expireAfter: 30 },
    { rule: 'old', prefix: 'logs/', expireOldVersionsAfter: 7, abortUploadsAfter: 3 },
  ),
  'set-retention': fc.record({ days: fc.constantFrom(7, 30) }),
  'restrict-ingress': fc.record(
    { ...port, sources: fc.constantFrom(['10.0.0.0/8'], ['192.0.2.0/24', '2001:db8::/32']) },
    { requiredKeys: ['sources'] },
  ),
  'revoke-rule': fc.record({ ...port, source: fc.constantFrom('10.0.0.0/8', 'sg-1') }, { requiredKeys: [] }),
  'roll-back-alias': fc.record({ alias: fc.constantFrom('live', 'gone'), version: fc.constantFrom('1', '2') }),
  'change-type': fc.constantFrom<OperationParameters[]>(
    { type: 'gp3' },
    { type: 'gp3', iops: 4000, throughput: 250 },
    { type: 'gp2' },
    { type: 'io2', iops: 1000 },
  ),
  attach: fc.record({ instance: fc.constant('i-2'), device: fc.constantFrom('/dev/sdg', '/dev/xvda') }),
  'detach-stopped': fc.constant({ instance: 'i-1' }),
  'set-delete-on-termination': fc.record({ delete: fc.boolean() }),
  'delete-backed-up': fc.constant({ snapshot: 'snap-1' }),
  'copy-encrypted': fc.constant({ kmsKey: 'alias/aws/rds' }),
  'aws.rds.instance.create-encrypted-copy': fc.constant({ snapshot: 'd1-encrypted' }),
  'aws.ec2.volume.create-encrypted-copy': fc.record(
    { snapshot: fc.constant('snap-1'), kmsKey: fc.constant('alias/own') },
    { requiredKeys: ['snapshot'] },
  ),
  'add-permission': fc.constant({
    permissions: [{ StatementId: 'all', Action: 'lambda:InvokeFunction', Principal: '*' }],
  }),
  'aws.ec2.instance.resize': fc.constant({ type: 'm5.large' }),
  'aws.ec2.volume.resize': fc.constant({ sizeGb: 200 }),
  'aws.rds.instance.resize': fc.constant({ type: 'db.m5.large' }),
  'aws.account.account.configure': fc.constantFrom<OperationParameters[]>(
    { publicAccessBlock: null },
    { publicAccessBlock: { BlockPublicAcls: false } },
  ),
  'aws.cloudtrail.trail.configure': fc.record({ logging: fc.boolean(), logFileValidation: fc.boolean() }),
  'aws.ec2.account-settings.configure': fc.record({
    ebsEncryption: fc.boolean(),
    snapshotPublicAccess: fc.constantFrom('unblocked', 'block-all-sharing'),
  }),
  'aws.ec2.instance.configure': fc.record({ terminationProtection: fc.boolean() }),
  'aws.ec2.security-group.configure': fc.record({ ingress: permissions }) as Parameters,
  'aws.ec2.snapshot.configure': fc.constant({ createVolumePermissions: [{ UserId: '888888888888' }] }),
  'aws.kms.key.configure': fc.record({ rotation: fc.boolean() }),
  'aws.lambda.function.configure': fc.record({
    memory: fc.constantFrom(128, 1024),
    timeout: fc.constantFrom(3, 30),
    concurrency: fc.constantFrom(null, 5, 10),
  }),
  'aws.logs.log-group.configure': fc.record({ retention: fc.constantFrom(null, 90) }),
  'aws.rds.instance.configure': fc.record({ publiclyAccessible: fc.boolean(), backupRetention: fc.constantFrom(0, 3) }),
  'aws.s3.bucket.configure': fc.constantFrom<OperationParameters[]>(
    { publicAccessBlock: null, policy: null },
    { logging: null, lifecycle: null, encryption: null },
    { versioning: 'Suspended' },
  ),
}

/** Parameters of an operation. */
export function parametersOf({ name, verb }: Operation): Parameters {
  return parameters[name] ?? parameters[verb] ?? none
}
