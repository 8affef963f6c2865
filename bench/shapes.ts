import { hexadecimal, pick, type Random } from './random.js'

/** A kind of document and ten conditions on it: seven without list macros, two with one, one with nested ones. */
export interface Shape {
  readonly name: string
  readonly document: (random: Random, rare: (share: number) => boolean) => Record<string, unknown>
  readonly conditions: readonly string[]
}

const zones = ['a', 'b', 'c']
const day = (random: Random): string =>
  `2026-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}T08:30:00.000Z`

const machine: Shape = {
  name: 'machine',
  document: (random, rare) => ({
    AmiLaunchIndex: 0,
    Architecture: pick(random, ['x86_64', 'arm64']),
    BlockDeviceMappings: ['/dev/xvda', '/dev/sdf'].map((DeviceName) => ({
      DeviceName,
      Ebs: {
        AttachTime: day(random),
        DeleteOnTermination: !rare(0.001),
        Status: 'attached',
        VolumeId: `vol-${hexadecimal(random, 17)}`,
      },
    })),
    CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
    ClientToken: hexadecimal(random, 36),
    CpuOptions: { CoreCount: pick(random, [1, 2, 4, 8]), ThreadsPerCore: 2 },
    EbsOptimized: !rare(0.001),
    EnaSupport: true,
    EnclaveOptions: { Enabled: false },
    HibernationOptions: { Configured: false },
    IamInstanceProfile: {
      Arn: `arn:aws:iam::111111111111:instance-profile/${pick(random, ['web', 'worker', 'batch'])}`,
      Id: `AIPA${hexadecimal(random, 16).toUpperCase()}`,
    },
    ImageId: `ami-${hexadecimal(random, 17)}`,
    InstanceId: `i-${hexadecimal(random, 17)}`,
    InstanceType: rare(0.001) ? 'm1.small' : pick(random, ['m5.large', 't3.medium', 'c6i.xlarge', 'r6g.large']),
    LaunchTime: day(random),
    MaintenanceOptions: { AutoRecovery: 'default' },
    MetadataOptions: {
      HttpEndpoint: 'enabled',
      HttpPutResponseHopLimit: rare(0.001) ? 3 : 1,
      HttpTokens: rare(0.001) ? 'optional' : 'required',
      State: 'applied',
    },
    Monitoring: { State: rare(0.001) ? 'disabled' : 'enabled' },
    NetworkInterfaces: [
      {
        Groups: [{ GroupId: `sg-${hexadecimal(random, 17)}`, GroupName: rare(0.0005) ? 'default' : 'web' }],
        MacAddress: hexadecimal(random, 12),
        NetworkInterfaceId: `eni-${hexadecimal(random, 17)}`,
        PrivateIpAddress: `10.0.${Math.floor(random() * 250)}.${Math.floor(random() * 250)}`,
        Status: 'in-use',
        SubnetId: `subnet-${hexadecimal(random, 17)}`,
      },
    ],
    Placement: { AvailabilityZone: `eu-west-1${pick(random, zones)}`, GroupName: '', Tenancy: 'default' },
    PrivateDnsName: `ip-10-0-${Math.floor(random() * 250)}-1.eu-west-1.compute.internal`,
    ...(rare(0.001) ? { PublicIpAddress: '203.0.113.7' } : {}),
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    SecurityGroups: [{ GroupId: `sg-${hexadecimal(random, 17)}`, GroupName: 'web' }],
    SourceDestCheck: !rare(0.001),
    State: { Code: 16, Name: pick(random, ['running', 'running', 'stopped']) },
    SubnetId: `subnet-${hexadecimal(random, 17)}`,
    VirtualizationType: 'hvm',
    VpcId: `vpc-${hexadecimal(random, 17)}`,
  }),
  conditions: [
    "resource.MetadataOptions.HttpTokens != 'required'",
    'resource.MetadataOptions.HttpPutResponseHopLimit > 2',
    "resource.Monitoring.State != 'enabled' && resource.State.Name == 'running'",
    '!resource.EbsOptimized',
    "has(resource.PublicIpAddress) && tags.exposed != 'yes'",
    "resource.InstanceType.startsWith('m1.') || resource.InstanceType.matches('^t1[.]')",
    "!resource.SourceDestCheck && tags.role != 'nat'",
    'resource.BlockDeviceMappings.exists(b, !b.Ebs.DeleteOnTermination)',
    "!('owner' in tags) && resource.SecurityGroups.all(g, g.GroupName != 'exempt')",
    "resource.NetworkInterfaces.exists(n, n.Groups.exists(g, g.GroupName == 'default'))",
  ],
}

const storage: Shape = {
  name: 'storage',
  document: (random, rare) => ({
    AccelerateConfiguration: { Status: 'Suspended' },
    Acl: {
      Grants: [{ Grantee: { ID: hexadecimal(random, 64), Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }],
      Owner: { DisplayName: 'owner', ID: hexadecimal(random, 64) },
    },
    Arn: `arn:aws:s3:::bucket-${hexadecimal(random, 12)}`,
    CreationDate: day(random),
    Encryption: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: {
            KMSMasterKeyID: `arn:aws:kms:eu-west-1:111111111111:key/${hexadecimal(random, 32)}`,
            SSEAlgorithm: rare(0.001) ? 'AES256' : 'aws:kms',
          },
          BucketKeyEnabled: true,
        },
      ],
    },
    Inventory: {
      DestinationBucket: `arn:aws:s3:::inventory-${hexadecimal(random, 8)}`,
      Enabled: true,
      Schedule: 'Daily',
    },
    Lifecycle: {
      Rules: [
        {
          ID: 'expire',
          Status: rare(0.001) ? 'Disabled' : 'Enabled',
          Expiration: { Days: 365 },
          Filter: { Prefix: 'logs/' },
          Transitions: [
            { Days: 30, StorageClass: 'STANDARD_IA' },
            { Days: 90, StorageClass: 'GLACIER' },
          ],
        },
      ],
    },
    Location: 'eu-west-1',
    Logging: { TargetBucket: rare(0.001) ? null : 'logs', TargetPrefix: hexadecimal(random, 8) },
    Name: `bucket-${hexadecimal(random, 12)}`,
    Notification: {
      Topics: [
        {
          Arn: `arn:aws:sns:eu-west-1:111111111111:${hexadecimal(random, 12)}`,
          Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
        },
      ],
    },
    Ownership: { Rules: [{ ObjectOwnership: rare(0.001) ? 'ObjectWriter' : 'BucketOwnerEnforced' }] },
    Policy: {
      Statement: [
        {
          Action: ['s3:GetObject', 's3:PutObject'],
          Effect: 'Allow',
          Principal: { AWS: rare(0.0005) ? '*' : `arn:aws:iam::111111111111:role/${hexadecimal(random, 8)}` },
          Resource: '*',
          Sid: 'Access',
        },
      ],
      Version: '2012-10-17',
    },
    PublicAccessBlock: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: !rare(0.001),
    },
    Replication: {
      Role: `arn:aws:iam::111111111111:role/${hexadecimal(random, 12)}`,
      Rules: [{ Destination: { Bucket: `arn:aws:s3:::copy-${hexadecimal(random, 8)}` }, Status: 'Enabled' }],
    },
    RequestPayment: 'BucketOwner',
    Versioning: { MFADelete: 'Disabled', Status: rare(0.001) ? 'Suspended' : 'Enabled' },
    Website: null,
  }),
  conditions: [
    '!resource.PublicAccessBlock.RestrictPublicBuckets',
    "resource.Versioning.Status != 'Enabled'",
    "resource.Logging.TargetBucket == null && tags.logs != 'no'",
    'resource.PublicAccessBlock.BlockPublicAcls == false || resource.PublicAccessBlock.IgnorePublicAcls == false',
    "resource.Location.matches('^us-gov-')",
    "resource.Website != null && tags.website != 'yes'",
    "!('owner' in tags) && resource.RequestPayment == 'Requester'",
    "resource.Encryption.Rules.exists(r, r.ApplyServerSideEncryptionByDefault.SSEAlgorithm != 'aws:kms')",
    "resource.Ownership.Rules.exists(r, r.ObjectOwnership == 'ObjectWriter')",
    "resource.Policy.Statement.exists(s, s.Effect == 'Allow' && s.Principal.AWS == '*' && s.Action.exists(a, a.startsWith('s3:Put')))",
  ],
}

const firewall: Shape = {
  name: 'firewall',
  document: (random, rare) => ({
    Arn: `arn:aws:ec2:eu-west-1:111111111111:security-group/sg-${hexadecimal(random, 17)}`,
    CreationTime: day(random),
    Description: 'rules of the web tier, kept by its team and reviewed every quarter',
    Diagnostics: { Enabled: !rare(0.001), Workspace: hexadecimal(random, 32) },
    Direction: 'INGRESS',
    Enabled: !rare(0.001),
    GroupId: `sg-${hexadecimal(random, 17)}`,
    GroupName: rare(0.001) ? 'default' : `web-${hexadecimal(random, 6)}`,
    History: Array.from({ length: 4 }, () => ({
      By: `user-${hexadecimal(random, 8)}`,
      On: day(random),
      Change: 'rule added',
    })),
    IpPermissions: [443, 80, 22].map((port) => ({
      FromPort: port,
      IpProtocol: 'tcp',
      IpRanges: [{ CidrIp: port === 22 && rare(0.001) ? '0.0.0.0/0' : '10.0.0.0/8', Description: 'inside' }],
      ToPort: port,
      UserIdGroupPairs: [{ GroupId: `sg-${hexadecimal(random, 17)}`, UserId: '111111111111' }],
    })),
    IpPermissionsEgress: [{ IpProtocol: rare(0.001) ? '-1' : 'tcp', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    Network: `projects/p/global/networks/${hexadecimal(random, 12)}`,
    OwnerId: '111111111111',
    Priority: rare(0.001) ? 0 : 1000,
    ProvisioningState: 'Succeeded',
    Sku: { Name: rare(0.001) ? 'Basic' : 'Standard', Tier: 'Regional' },
    VpcId: `vpc-${hexadecimal(random, 17)}`,
  }),
  conditions: [
    "resource.GroupName == 'default'",
    '!resource.Enabled',
    "resource.Sku.Name == 'Basic' || resource.Sku.Tier == 'Global'",
    'resource.Priority < 100',
    "!resource.Diagnostics.Enabled && tags.audited != 'no'",
    'resource.Description == null || resource.Description.size() < 5',
    "!('owner' in tags) && resource.ProvisioningState == 'Failed'",
    "resource.IpPermissionsEgress.exists(p, p.IpProtocol == '-1')",
    'resource.IpPermissions.exists(p, p.FromPort <= 23 && p.ToPort >= 23)',
    "resource.IpPermissions.exists(p, p.FromPort <= 22 && p.ToPort >= 22 && p.IpRanges.exists(r, r.CidrIp == '0.0.0.0/0'))",
  ],
}

/** The kinds of documents; the types of the estate take turns with them. */
export const shapes: readonly Shape[] = [machine, storage, firewall]
