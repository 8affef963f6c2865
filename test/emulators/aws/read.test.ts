import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { systemClock } from '../../../src/core/clock.js'
import type { AccountConfiguration } from '../../../src/core/configuration.js'
import type { ProviderSession, ReadEvent, ReadRequest } from '../../../src/core/provider.js'
import type { Resource } from '../../../src/core/resource.js'
import { awsTypes, createAwsProvider } from '../../../src/providers/aws/index.js'
import { reportUtilisation } from './estate/logging.js'
import { createEstate, type Estate, estateAccount, estateConfiguration, estateRegion } from './estate.js'

const endpoint = inject('awsEndpoint')
const environment = { ...process.env }

function account(id = estateAccount): AccountConfiguration {
  const source = { kind: 'cloud', credentials: { from: 'environment' } } as const
  return { id, name: 'acme', cloud: 'aws', source, regions: [estateRegion], params: {} }
}

function useKeys(keys: { readonly accessKeyId: string; readonly secretAccessKey: string }): void {
  process.env['AWS_ENDPOINT_URL'] = endpoint
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true'
  process.env['AWS_ACCESS_KEY_ID'] = keys.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = keys.secretAccessKey
}

async function open(configured = account()): ReturnType<ReturnType<typeof createAwsProvider>['open']> {
  const concurrency = { account: 10, region: 5 }
  return createAwsProvider().open(configured, { clock: systemClock, concurrency, root: '/' })
}

async function session(): Promise<ProviderSession> {
  const opened = await open()
  if ('unread' in opened) throw new Error(opened.unread.message)
  return opened.session
}

async function eventsOf(type: string, request: Partial<ReadRequest> = {}): Promise<ReadEvent[]> {
  const definition = awsTypes.find(({ name }) => name === type)
  const region = definition?.scope === 'regional' ? estateRegion : 'global'
  const aspects = Object.keys(definition?.aspects ?? {})
  const opened = await session()
  const events: ReadEvent[] = []
  for await (const event of opened.read({ type, region, aspects, metrics: [], ...request })) events.push(event)
  await opened.close()
  return events
}

async function read(type: string, request: Partial<ReadRequest> = {}): Promise<ReadonlyMap<string, Resource>> {
  const events = await eventsOf(type, request)
  expect(events.filter(({ kind }) => kind === 'unread')).toEqual([])
  const resources = events.flatMap((event) => (event.kind === 'resource' ? [event.resource] : []))
  return new Map(resources.map((resource) => [resource.id, resource]))
}

describe('an estate in an emulated AWS', () => {
  let estate: Estate

  beforeAll(async () => {
    estate = await createEstate(endpoint)
    useKeys(estateConfiguration(endpoint).credentials)
  })

  afterAll(() => {
    process.env = environment
  })

  it('has instances with their links, image and metadata options', async () => {
    const instances = await read('aws.ec2.instance')
    expect(instances.get(estate.instances.loose)).toMatchObject({
      name: 'bastion-1',
      account: estateAccount,
      region: estateRegion,
      tags: { Name: 'bastion-1' },
      properties: { State: { Name: 'running' }, Image: { ImageId: expect.stringMatching(/^ami-/) } },
      links: { securityGroups: [estate.network.openGroup], vpc: [estate.network.watchedVpc] },
    })
    const options = [estate.instances.loose, estate.instances.strict].map(
      (id) => instances.get(id)?.properties['MetadataOptions'],
    )
    expect(options).toMatchObject([{ HttpTokens: 'optional' }, { HttpTokens: 'required' }])
  })

  it('has the metric figures that were asked for, and null without data', async () => {
    const figures = [4, 8, 90, 2]
    await reportUtilisation(estateConfiguration(endpoint), estate.instances.loose, { figures, seconds: 86_400 })
    const metrics = [
      { metric: 'cpu', statistic: 'max', window: '2d' },
      { metric: 'cpu', statistic: 'max', window: '7d' },
      { metric: 'cpu', statistic: 'average', window: '7d' },
    ]
    const instances = await read('aws.ec2.instance', { aspects: [], metrics })
    expect(instances.get(estate.instances.loose)?.metrics).toEqual({
      'cpu.max(2d)': 8,
      'cpu.max(7d)': 90,
      'cpu.average(7d)': 26,
    })
    expect(instances.get(estate.instances.strict)?.metrics).toMatchObject({ 'cpu.max(7d)': null })
  })

  it('tells two idle hours by five minutes, and says nothing of a machine that just started', async () => {
    const { loose, strict } = estate.instances
    const busyBefore = [...Array.from({ length: 25 }, () => 3), ...Array.from({ length: 20 }, () => 77)]
    const seconds = 300
    await reportUtilisation(estateConfiguration(endpoint), strict, { figures: busyBefore, seconds })
    await reportUtilisation(estateConfiguration(endpoint), loose, { figures: [1, 1, 2, 1, 1, 2], seconds })
    const metrics = [
      { metric: 'cpu', statistic: 'max', window: '2h' },
      { metric: 'cpu', statistic: 'max', window: '3h' },
      { metric: 'cpu', statistic: 'max', window: '30m' },
      { metric: 'cpu', statistic: 'max', window: '12h' },
    ]
    const instances = await read('aws.ec2.instance', { aspects: [], metrics })
    expect(instances.get(strict)?.metrics).toEqual({
      'cpu.max(2h)': 3,
      'cpu.max(3h)': 77,
      'cpu.max(30m)': 3,
      'cpu.max(12h)': null,
    })
    expect(instances.get(loose)?.metrics).toMatchObject({ 'cpu.max(2h)': null, 'cpu.max(30m)': 2 })
  })

  it('has volumes, snapshots with their permissions, and groups with what uses them', async () => {
    const volumes = await read('aws.ec2.volume')
    expect(volumes.get(estate.instances.spareVolume)?.properties).toMatchObject({ VolumeType: 'gp2', Attachments: [] })
    const snapshots = await read('aws.ec2.snapshot')
    expect(snapshots.get(estate.instances.publicSnapshot)?.properties['CreateVolumePermissions']).toEqual([
      { Group: 'all' },
    ])
    expect(snapshots.get(estate.instances.privateSnapshot)?.properties['CreateVolumePermissions']).toEqual([])
    const groups = await read('aws.ec2.security-group')
    const interfaces = groups.get(estate.network.openGroup)?.properties['NetworkInterfaces'] as object[]
    expect(interfaces).toHaveLength(1)
  })

  it('has networks with the flow logs of each', async () => {
    const vpcs = await read('aws.ec2.vpc')
    expect(vpcs.get(estate.network.watchedVpc)?.properties['FlowLogs']).toMatchObject([{ FlowLogStatus: 'ACTIVE' }])
    expect(vpcs.get(estate.network.unwatchedVpc)?.properties['FlowLogs']).toEqual([])
    expect(vpcs.get(estate.network.unwatchedVpc)?.properties['RouteTables']).toHaveLength(1)
  })

  it('has buckets, each read in its region, with what is not configured absent', async () => {
    const buckets = await read('aws.s3.bucket')
    const open = buckets.get(estate.buckets.publicBucket)
    expect(open?.properties).toMatchObject({
      Name: estate.buckets.publicBucket,
      Policy: expect.stringContaining('"*"'),
    })
    expect(open?.properties).not.toHaveProperty('PublicAccessBlock')
    expect(open?.unread).toBeUndefined()
    expect(buckets.get(estate.buckets.privateBucket)).toMatchObject({
      tags: { owner: 'data' },
      region: 'us-east-1',
      properties: { PublicAccessBlock: { RestrictPublicBuckets: true }, Versioning: { Status: 'Enabled' } },
    })
    expect(buckets.get(estate.buckets.europeanBucket)?.region).toBe('eu-west-1')
  })

  it('has users and roles with keys, passwords and decoded policies', async () => {
    const users = await read('aws.iam.user')
    const person = users.get(estate.people.person)
    expect(person).toMatchObject({ region: 'global', tags: { team: 'platform' } })
    expect(person?.properties).toMatchObject({
      AccessKeys: [{ Status: 'Active', AccessKeyLastUsed: expect.anything() }],
      MFADevices: [],
      LoginProfile: { UserName: estate.people.person },
      InlinePolicies: [{ PolicyName: 'everything', PolicyDocument: { Statement: [{ Action: '*' }] } }],
      CredentialReport: { user: estate.people.person, mfa_active: false },
    })
    expect(users.get(estate.people.machine)?.properties).not.toHaveProperty('LoginProfile')
    const roles = await read('aws.iam.role')
    expect(roles.get(estate.people.role)?.properties).toMatchObject({
      AssumeRolePolicyDocument: { Statement: [{ Principal: { AWS: '*' } }] },
    })
  })

  it('has the account with its settings', async () => {
    const accounts = await read('aws.account.account')
    expect(accounts.get(estateAccount)?.properties).toMatchObject({
      account_name: 'acme',
      AccountAliases: ['acme'],
      PasswordPolicy: { MinimumPasswordLength: 8 },
      SummaryMap: { Users: expect.any(Number) },
    })
    expect(accounts.get(estateAccount)?.properties).not.toHaveProperty('PublicAccessBlock')
    const settings = await read('aws.ec2.account-settings', { aspects: ['ebsEncryption'] })
    expect(settings.get(estateRegion)?.properties).toEqual({ Region: estateRegion, EbsEncryptionByDefault: false })
  })

  it('has databases, functions and keys', async () => {
    const databases = await read('aws.rds.instance')
    expect(databases.get(estate.services.database)).toMatchObject({
      tags: { team: 'orders' },
      properties: { PubliclyAccessible: true, StorageEncrypted: false, BackupRetentionPeriod: 0 },
      links: { securityGroups: [estate.network.closedGroup], vpc: [estate.network.watchedVpc] },
    })
    const snapshots = await read('aws.rds.snapshot')
    expect(snapshots.get(estate.services.databaseSnapshot)).toMatchObject({
      tags: { team: 'orders' },
      properties: { Encrypted: false, Status: 'available', SnapshotType: 'manual' },
      links: { instance: [estate.services.database] },
    })
    const functions = await read('aws.lambda.function')
    expect(functions.get(estate.services.publicFunction)).toMatchObject({
      tags: { team: 'media' },
      properties: { Policy: expect.stringContaining('"*"') },
      links: { role: ['thumbnails'] },
    })
    const keys = await read('aws.kms.key')
    expect(keys.get(estate.services.rotatingKey)).toMatchObject({
      tags: { team: 'orders' },
      properties: { KeyRotationEnabled: true, KeyManager: 'CUSTOMER', AliasNames: ['alias/orders'] },
    })
    expect(keys.get(estate.services.lastingKey)?.properties).toMatchObject({
      KeyRotationEnabled: false,
      AliasNames: [],
    })
  })

  it('has trails with their status, and all pages of the log groups', async () => {
    const trails = await read('aws.cloudtrail.trail')
    expect(trails.get(estate.logging.activeTrail)?.properties).toMatchObject({ Status: { IsLogging: true } })
    expect(trails.get(estate.logging.idleTrail)?.properties).toMatchObject({ Status: { IsLogging: false } })
    expect(trails.get(estate.logging.idleTrail)?.links).toMatchObject({ account: [estateAccount] })
    const groups = await read('aws.logs.log-group')
    expect([...groups.keys()]).toEqual(estate.logging.logGroups)
    expect([...groups.values()].filter(({ properties }) => properties['retentionInDays'] === 30)).toHaveLength(1)
    expect(new Set([...groups.values()].map(({ tags }) => tags['team']))).toEqual(new Set(['platform']))
  })

  it('reads only the aspects asked for', async () => {
    const buckets = await read('aws.s3.bucket', { aspects: ['versioning'] })
    const properties = Object.keys(buckets.get(estate.buckets.privateBucket)?.properties ?? {})
    expect(properties).toContain('Versioning')
    expect(properties).not.toContain('Acl')
  })

  it('says so when it is stopped', async () => {
    const events = await eventsOf('aws.logs.log-group', { signal: AbortSignal.abort() })
    expect(events).toMatchObject([{ kind: 'unread', unread: { reason: 'interrupted' } }])
  })

  it('is not opened with the credentials of another account', async () => {
    const opened = await open(account('210987654321'))
    expect(opened).toMatchObject({ unread: { reason: 'access-denied', operation: 'sts:GetCallerIdentity' } })
  })

  it('is opened by a role that a role assumes', async () => {
    const role = (name: string) => `arn:aws:iam::${estateAccount}:role/${name}`
    const base = { from: 'role', role: role('thumbnails'), sourceIdentity: 'ann' } as const
    const credentials = { from: 'role', role: role(estate.people.role), externalId: 'escher', base } as const
    const opened = await open({ ...account(), source: { kind: 'cloud', credentials } })
    expect(opened).toHaveProperty('session')
  })

  it('is not opened with a profile that does not exist', async () => {
    const credentials = { from: 'profile', profile: 'nobody' } as const
    const opened = await open({ ...account(), source: { kind: 'cloud', credentials } })
    expect(opened).toMatchObject({ unread: { reason: 'access-denied' } })
  })

  it('discovers the regions that are enabled', async () => {
    const opened = await open({ ...account(), regions: 'discovered' })
    if ('unread' in opened) throw new Error(opened.unread.message)
    expect((await opened.session.regions()).regions).toContain(estateRegion)
  })

  describe('read by somebody who may not see everything', () => {
    beforeAll(async () => {
      useKeys(estate.auditor)
      await fetch(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: '0' })
    })

    afterAll(async () => {
      await fetch(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: 'Infinity' })
    })

    it('records a refused aspect as unread, with the permission that it lacks', async () => {
      const buckets = await read('aws.s3.bucket', { aspects: ['policy', 'versioning'] })
      const bucket = buckets.get(estate.buckets.privateBucket)
      expect(bucket?.properties).toMatchObject({ Versioning: { Status: 'Enabled' } })
      expect(bucket?.unread).toMatchObject({
        Policy: { reason: 'access-denied', operation: 's3:GetBucketPolicy', permission: 's3:GetBucketPolicy' },
      })
    })

    it('records a refused listing as an unread partition', async () => {
      const events = await eventsOf('aws.lambda.function')
      expect(events).toMatchObject([
        {
          kind: 'unread',
          partition: { type: 'aws.lambda.function', account: estateAccount, region: estateRegion },
          unread: { reason: 'access-denied', permission: 'lambda:ListFunctions' },
        },
      ])
    })
  })
})
