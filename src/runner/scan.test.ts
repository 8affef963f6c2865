import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compiledPolicy, exemption, type PolicyDescription } from '../../test/support/compiled-policy.js'
import {
  type FakeEstate,
  fakeAccount,
  fakeBundle,
  fakeConfiguration,
  fakeProvider,
  fakeResource,
  fakeType,
} from '../../test/support/fake-estate.js'
import type { Bundle } from '../core/bundle.js'
import { fixedClock } from '../core/clock.js'
import type { ObjectStore } from '../core/object-store.js'
import type { Resource, Unread } from '../core/resource.js'
import { catalogOf } from '../core/resource-type.js'
import type { ScanReport } from '../core/scan.js'
import { takeBaseline } from '../engine/index.js'
import {
  folderStore,
  listScans,
  listSnapshots,
  readLatestScan,
  readManifest,
  readScan,
  writeBaseline,
} from '../store/index.js'
import type { ScanProgress } from './progress.js'
import { type ScanPorts, type ScanRequest, scan } from './scan.js'
import { why } from './why.js'

const bucket = fakeType('x.bucket', {
  aspects: { acl: { title: 'ACL', properties: ['Acl'], permissions: ['x:GetAcl'] } },
})
const disk = fakeType('x.disk')
const machine = fakeType('x.machine', { links: { disks: { title: 'Disks', type: 'x.disk', path: 'Disks[]' } } })
const user = fakeType('x.user', { scope: 'global' })
const types = [bucket, disk, machine, user]
const catalog = catalogOf(types)
const denied: Unread = { reason: 'access-denied', message: 'no permission', permission: 'x:List' }

const publicBucket: PolicyDescription = {
  id: 'x/no-public',
  type: bucket,
  violates: 'resource.Public',
  severity: 'critical',
}
const encrypted: PolicyDescription = { id: 'x/encrypted', type: disk, violates: '!resource.Encrypted' }

let folder: string
let store: ObjectStore
let minute = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escher-scan-'))
  store = folderStore(folder)
  minute = 0
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function bundleOf(policies: readonly PolicyDescription[], more: Partial<Bundle> = {}): Bundle {
  return fakeBundle({ policies: policies.map(compiledPolicy), ...more })
}

interface Run extends Partial<FakeEstate>, Partial<Omit<ScanRequest, 'bundle'>> {
  readonly policies?: readonly PolicyDescription[]
  readonly bundle?: Bundle
  readonly ports?: Partial<ScanPorts>
}

/** Scans a minute after the scan before. */
async function run({
  policies = [publicBucket, encrypted],
  bundle,
  ports,
  resources = [],
  ...rest
}: Run): Promise<ScanReport> {
  const { unreadPartitions, unreadAccounts, onRead, ...request } = rest
  const estate = { types, resources, ...without({ unreadPartitions, unreadAccounts, onRead }) } as FakeEstate
  const clock = fixedClock(new Date(Date.UTC(2026, 7, 1, 0, minute++)))
  return await scan(
    { bundle: bundle ?? bundleOf(policies), ...request },
    { store, catalog, providers: [fakeProvider(estate)], clock, root: '/', suffix: () => 'aaaa', ...ports },
  )
}

function without(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}

const openBucket = fakeResource('x.bucket', 'open', { Public: true })
const closedBucket = fakeResource('x.bucket', 'closed', { Public: false })
const plainDisk = fakeResource('x.disk', 'plain', { Encrypted: false }, { region: 'r2' })
const short = (report: ScanReport): string[] =>
  report.findings.map(({ change, verdict, policy, resource }) => `${change} ${verdict} ${policy} ${resource.id}`)

describe('a scan', () => {
  it('reads what the policies need, judges it and keeps the report', async () => {
    const report = await run({ resources: [plainDisk, openBucket, closedBucket] })
    expect(short(report)).toEqual(['new violating x/no-public open', 'new violating x/encrypted plain'])
    expect(report.coverage).toMatchObject({
      resources: 3,
      policies: 2,
      violating: 2,
      compliant: 1,
      unknown: 0,
      decided: 1,
    })
    expect(report.inventory).toEqual({ 'x.bucket': 2, 'x.disk': 1 })
    expect(report.policies.map(({ policy, violating, compliant }) => [policy, violating, compliant])).toEqual([
      ['x/no-public', 1, 1],
      ['x/encrypted', 1, 0],
    ])
    expect(await readScan(store, report.id)).toEqual(report)
    expect(report.findings[0]?.message).toBe('open violates x/no-public')
  })

  it('reads neither types nor aspects that no policy needs', async () => {
    const requests: string[] = []
    const onRead: FakeEstate['onRead'] = ({ type, region, aspects }) => {
      requests.push(`${type} ${region} ${aspects.join()}`)
    }
    const acl: PolicyDescription = { id: 'x/acl', type: bucket, violates: "resource.Acl == 'public'" }
    const root: PolicyDescription = { id: 'x/root', type: user, violates: 'resource.Root' }
    await run({ policies: [publicBucket, root], onRead })
    expect(requests.splice(0).sort()).toEqual(['x.bucket r1 ', 'x.bucket r2 ', 'x.user global '])
    await run({ policies: [publicBucket, acl], onRead })
    expect(requests.sort()).toEqual(['x.bucket r1 acl', 'x.bucket r2 acl'])
  })

  it('tells what is new, unchanged and resolved since the scan before', async () => {
    await run({ resources: [openBucket, plainDisk] })
    const other = fakeResource('x.bucket', 'other', { Public: true })
    const report = await run({ resources: [other, openBucket, { ...plainDisk, properties: { Encrypted: true } }] })
    expect(short(report)).toEqual(['unchanged violating x/no-public open', 'new violating x/no-public other'])
    expect(report.resolved.map(({ resource }) => resource.id)).toEqual(['plain'])
    expect(report.findings[0]?.firstSeen).toBe('2026-08-01T00:00:00.000Z')
  })

  it('compares with the scan that `since` names', async () => {
    const first = await run({ resources: [] })
    await run({ resources: [openBucket] })
    const sinceSecond = await run({ resources: [openBucket] })
    const sinceFirst = await run({ resources: [openBucket], since: first.id })
    const sinceSnapshot = await run({ resources: [openBucket], since: first.snapshot })
    const sinceInstant = await run({ resources: [openBucket], since: '2026-08-01T00:00:30.000Z' })
    const changes = [sinceSecond, sinceFirst, sinceSnapshot, sinceInstant].map(({ findings }) => findings[0]?.change)
    expect(changes).toEqual(['unchanged', 'new', 'new', 'new'])
  })

  it('keeps findings attached to a policy that was renamed', async () => {
    const before = await run({ resources: [openBucket] })
    const renamed = { ...publicBucket, id: 'x/bucket/no-public', formerly: ['x/no-public'] }
    const after = await run({ resources: [openBucket], policies: [renamed] })
    expect(short(after)).toEqual(['unchanged violating x/bucket/no-public open'])
    expect(after.findings[0]?.id).toBe(before.findings[0]?.id)
  })

  it('tells its progress', async () => {
    const progress: ScanProgress[] = []
    await run({ resources: [openBucket], ports: { onProgress: (event) => progress.push(event) } })
    expect(progress[0]).toEqual({ kind: 'account-opened', account: '1' })
    const read = progress.filter(({ kind }) => kind === 'read')
    expect(read).toHaveLength(4)
    expect(progress.at(-1)).toEqual({ kind: 'evaluating', resources: 1, total: 1 })
  })

  it('keeps as many of the newest snapshots and scans as configured', async () => {
    const { scan: defaults } = fakeConfiguration()
    const bundle = bundleOf([publicBucket], { configuration: fakeConfiguration({ scan: { ...defaults, keep: 2 } }) })
    for (let scans = 0; scans < 4; scans++) await run({ resources: [openBucket], bundle })
    const kept = ['20260801T000200Z-aaaa', '20260801T000300Z-aaaa']
    expect(await listSnapshots(store)).toEqual(kept)
    expect(await listScans(store)).toEqual(kept)
  })
})

describe('what cannot be read', () => {
  it('is never resolved, and never a pass', async () => {
    await run({ resources: [openBucket, plainDisk] })
    const unreadPartitions = [{ type: 'x.disk', account: '1', region: 'r2', unread: denied }]
    const report = await run({ resources: [openBucket], unreadPartitions })
    expect(short(report)).toEqual(['unchanged violating x/no-public open', 'newly-unknown unknown x/encrypted plain'])
    expect(report.resolved).toEqual([])
    expect(report.coverage.unreadPartitions).toEqual(unreadPartitions)
    const again = await run({ resources: [openBucket, plainDisk] })
    expect(short(again)).toEqual(['unchanged violating x/no-public open', 'unchanged violating x/encrypted plain'])
  })

  it.each<[string, Run]>([
    ['an account does not open', { unreadAccounts: { '1': denied } }],
    [
      'a provider throws',
      {
        onRead: () => {
          throw new Error('bug')
        },
      },
    ],
  ])('does not fail the scan when %s', async (_, failure) => {
    await run({ resources: [openBucket] })
    const report = await run({ resources: [openBucket], ...failure })
    expect(short(report)).toEqual(['newly-unknown unknown x/no-public open'])
    const { unreadAccounts, unreadPartitions } = report.coverage
    expect([unreadAccounts.length, unreadPartitions.length]).toEqual('unreadAccounts' in failure ? [1, 0] : [0, 4])
  })

  it('makes a verdict unknown where the condition needs it', async () => {
    const acl: PolicyDescription = {
      id: 'x/acl',
      type: bucket,
      violates: "resource.Public && resource.Acl == 'public'",
    }
    const unread = { Acl: denied }
    const resources = [
      { ...openBucket, unread },
      { ...closedBucket, unread },
    ]
    const report = await run({ policies: [acl], resources })
    expect(short(report)).toEqual(['new unknown x/acl open'])
    expect(report.findings[0]?.unknown).toMatchObject({ reason: 'access-denied' })
    expect(report.coverage).toMatchObject({ compliant: 1, unknown: 1, decided: 0.5 })
  })

  it('is unknown in a snapshot that was made for fewer policies', async () => {
    await run({ policies: [publicBucket], resources: [openBucket] })
    const acl: PolicyDescription = { id: 'x/acl', type: bucket, violates: "resource.Acl == 'public'" }
    const report = await run({ policies: [publicBucket, acl, encrypted], fromSnapshot: 'latest' })
    expect(short(report)).toEqual(['unchanged violating x/no-public open', 'new unknown x/acl open'])
    expect(report.findings[1]?.unknown?.reason).toBe('not-read')
    expect(report.coverage.unreadPartitions.map(({ type, unread }) => [type, unread.reason])).toEqual([
      ['x.disk', 'not-read'],
    ])
  })
})

describe('an interrupted scan', () => {
  async function interrupted(resources: readonly Resource[]): Promise<ScanReport> {
    const controller = new AbortController()
    const onRead: FakeEstate['onRead'] = async ({ type }) => {
      if (type === 'x.bucket') return
      controller.abort()
      await new Promise(() => undefined)
    }
    const configuration = fakeConfiguration({
      scan: { failOn: 'high', keep: 30, concurrency: { account: 1, region: 1 } },
    })
    const bundle = bundleOf([publicBucket, encrypted], { configuration })
    return await run({ bundle, resources, onRead, ports: { signal: controller.signal } })
  }

  it('keeps what was read and says that it was interrupted', async () => {
    const report = await interrupted([openBucket, plainDisk])
    expect(report.interrupted).toBe(true)
    expect(short(report)).toEqual(['new violating x/no-public open'])
    expect((await readManifest(store, report.snapshot))?.interrupted).toBe(true)
    expect(report.coverage.unreadPartitions.map(({ type, unread }) => `${type} ${unread.reason}`)).toEqual([
      'x.disk interrupted',
      'x.disk interrupted',
    ])
  })

  it.each(['open', 'regions'] as const)('does not wait for an account whose %s does not answer', async (silent) => {
    const controller = new AbortController()
    const provider = fakeProvider({ types, resources: [openBucket] })
    const waiting = new Promise<never>(() => setTimeout(() => controller.abort(), 5))
    const open: typeof provider.open = async (account, context) => {
      const opened = await provider.open(account, context)
      if (account.id === '1') return opened
      if (silent === 'open') return await waiting
      return 'session' in opened ? { session: { ...opened.session, regions: () => waiting } } : opened
    }
    const configuration = fakeConfiguration({ accounts: [fakeAccount('1'), fakeAccount('2')] })
    const report = await run({
      bundle: bundleOf([publicBucket], { configuration }),
      ports: { signal: controller.signal, providers: [{ ...provider, open }] },
    })
    expect(short(report)).toEqual(['new violating x/no-public open'])
    expect(report.coverage.unreadAccounts).toMatchObject([{ account: '2', unread: { reason: 'interrupted' } }])
  })

  it('resolves nothing and is no basis for the next', async () => {
    const first = await run({ resources: [openBucket, plainDisk] })
    const report = await interrupted([])
    expect(report.resolved.map(({ resource }) => resource.id)).toEqual(['open'])
    expect(short(report)).toEqual(['newly-unknown unknown x/encrypted plain'])
    expect((await readLatestScan(store))?.scan).toBe(first.id)
  })
})

describe('a narrowed scan', () => {
  it.each<[string, ScanRequest['selection'], string[]]>([
    ['policies', { policies: ['x/enc*'] }, ['x/encrypted plain']],
    ['regions', { regions: ['r1'] }, ['x/no-public open']],
    ['accounts', { accounts: ['account-1'] }, ['x/no-public open', 'x/encrypted plain']],
    ['other accounts', { accounts: ['2'] }, []],
    ['types', { resources: ['x.disk'] }, ['x/encrypted plain']],
    ['ids', { resources: ['op*'] }, ['x/no-public open']],
  ])('by %s judges only that, resolves nothing else and is no basis', async (_, selection, expected) => {
    const resources = [openBucket, plainDisk]
    const first = await run({ resources })
    const report = await run({ resources, selection: selection ?? {} })
    expect(short(report)).toEqual(expected.map((finding) => `unchanged violating ${finding}`))
    const gone = await run({ resources: [], selection: selection ?? {} })
    expect(gone.resolved.map(({ policy, resource }) => `${policy} ${resource.id}`)).toEqual(expected)
    expect((await readLatestScan(store))?.scan).toBe(first.id)
    const coverage = report.coverage
    expect(coverage.violating).toBe(expected.length)
  })
})

describe('links', () => {
  const unencrypted: PolicyDescription = {
    id: 'x/disks',
    type: machine,
    violates: 'links.disks.exists(d, !d.Encrypted)',
  }
  const server = fakeResource('x.machine', 'server', { Disks: ['plain'] }, { region: 'r2' })

  it('are read and followed for the policies that use them', async () => {
    const report = await run({ policies: [unencrypted], resources: [server, plainDisk] })
    expect(short(report)).toEqual(['new violating x/disks server'])
    expect(report.coverage.resources).toBe(1)
  })

  it('are judged again when the linked resource changes', async () => {
    await run({ policies: [unencrypted], resources: [server, plainDisk] })
    const fixed = { ...plainDisk, properties: { Encrypted: true } }
    const report = await run({ policies: [unencrypted], resources: [server, fixed] })
    expect(report.resolved.map(({ resource }) => resource.id)).toEqual(['server'])
  })

  it('are unknown where the linked type could not be read', async () => {
    const unreadPartitions = [{ type: 'x.disk', account: '1', region: 'r2', unread: denied }]
    const report = await run({ policies: [unencrypted], resources: [server], unreadPartitions })
    expect(short(report)).toEqual(['new unknown x/disks server'])
  })
})

describe('exemptions and baseline', () => {
  const agreed = { id: 'agreed', policies: ['x/*'], match: "id == 'open'", type: bucket }

  it('mark what they cover while they hold, and show what expired', async () => {
    const exemptions = [exemption({ ...agreed, expires: '2026-08-02' })]
    const held = await run({ resources: [openBucket], bundle: bundleOf([publicBucket], { exemptions }) })
    expect(held.findings[0]?.exemption).toEqual({
      id: 'agreed',
      reason: 'agreed',
      owner: 'team',
      expires: '2026-08-02',
    })
    expect(held.policies[0]).toMatchObject({ violating: 1, exempted: 1 })
    expect(held.expiredExemptions).toEqual([])
    const expired = [exemption({ ...agreed, expires: '2026-08-01' })]
    const after = await run({ resources: [openBucket], bundle: bundleOf([publicBucket], { exemptions: expired }) })
    expect(after.findings[0]).not.toHaveProperty('exemption')
    expect(after.expiredExemptions.map(({ id }) => id)).toEqual(['agreed'])
  })

  it('set apart what was there when the baseline was taken', async () => {
    const first = await run({ resources: [openBucket] })
    await writeBaseline(store, takeBaseline(first, new Date()))
    const report = await run({ resources: [openBucket, plainDisk] })
    expect(report.findings.map(({ resource, baseline }) => [resource.id, baseline])).toEqual([
      ['open', true],
      ['plain', undefined],
    ])
  })
})

describe('parameters', () => {
  it('are those of the account and the environment of each resource', async () => {
    const configuration = fakeConfiguration({
      accounts: [fakeAccount('1', { environment: 'production' })],
      environments: { dev: { protected: false, params: { 'x/**': { most: 9 } } } },
    })
    const size: PolicyDescription = {
      id: 'x/size',
      type: disk,
      params: { most: 3 },
      violates: 'resource.Size > params.most',
    }
    const disks = ['production', 'dev'].map((environment) =>
      fakeResource('x.disk', environment, { Size: 5 }, { tags: { Environment: environment } }),
    )
    const report = await run({ bundle: bundleOf([size], { configuration }), resources: disks })
    expect(short(report)).toEqual(['new violating x/size production'])
    expect(report.findings[0]?.environment).toBe('production')
  })
})

describe('why', () => {
  it('explains a finding by the beginning of its id', async () => {
    const report = await run({ resources: [openBucket] })
    const finding = report.findings[0]?.id.slice(0, 6) ?? ''
    const { value } = await why({ bundle: bundleOf([publicBucket]), finding }, { store, catalog })
    expect(value?.resource).toEqual(openBucket)
    expect(value?.policy.id).toBe('x/no-public')
    expect(value?.violates).toBeDefined()
  })

  it('says what is wrong with the question', async () => {
    const bundle = bundleOf([publicBucket])
    const code = async (finding: string, of = bundle): Promise<string | undefined> =>
      (await why({ bundle: of, finding }, { store, catalog })).diagnostics[0]?.code
    expect(await code('a')).toBe('no-scan')
    const report = await run({ resources: [openBucket, fakeResource('x.bucket', 'too', { Public: true })] })
    expect(await code('nothing')).toBe('unknown-finding')
    expect(await code('')).toBe('ambiguous-finding')
    expect(await code(report.findings[0]?.id ?? '', bundleOf([]))).toBe('finding-without-policy')
  })
})
