import { describe, expect, it } from 'vitest'
import { compiledPolicy, exemption, type PolicyDescription } from '../../test/support/compiled-policy.js'
import { fakeAccount, fakeConfiguration, fakeType } from '../../test/support/fake-estate.js'
import type { SnapshotManifest, SnapshotPartition } from '../core/snapshot.js'
import { linkCatalogOf } from './links.js'
import { verdictKey } from './verdict-key.js'

const disk = fakeType('x.disk', { aspects: { acl: { title: 'ACL', properties: ['Acl'], permissions: [] } } })
const machine = fakeType('x.machine', { links: { disks: { title: 'Disks', type: 'x.disk', path: 'Disks' } } })
const plain: PolicyDescription = { id: 'p', type: disk, violates: 'resource.Size > params.most', params: { most: 3 } }
const linked: PolicyDescription = { id: 'p', type: machine, violates: 'links.disks.exists(d, d.Open)' }

function partition(type: string, more: Partial<SnapshotPartition> = {}): SnapshotPartition {
  const place = { type, account: '1', region: 'r1', key: type }
  return { ...place, resources: 1, chunks: [], aspects: [], metrics: [], digest: 'd', ...more }
}

interface Circumstances {
  readonly policy?: PolicyDescription
  readonly exempt?: string
  readonly configuration?: Parameters<typeof fakeConfiguration>[0]
  readonly disks?: Partial<SnapshotPartition>
  readonly judged?: SnapshotPartition
}

function keyIn({ policy = plain, exempt, configuration, disks, judged }: Circumstances): string | undefined {
  const exemptions =
    exempt === undefined
      ? []
      : [exemption({ id: 'e', policies: ['p'], expires: '2027-01-01', match: exempt, type: disk })]
  const own = judged ?? partition(policy.type.name)
  const at = '2026-08-01T00:00:00.000Z'
  const partitions = [own, partition('x.disk', disks)]
  const manifest: SnapshotManifest = {
    ...{ version: 1, id: 's', startedAt: at, finishedAt: at, interrupted: false, unreadAccounts: [] },
    partitions,
  }
  const links = linkCatalogOf([disk, machine])
  const context = { configuration: fakeConfiguration(configuration), manifest, partition: own, links, exemptions }
  return verdictKey(compiledPolicy(policy), context)
}

describe('the key of remembered verdicts', () => {
  it.each<[string, Circumstances, Circumstances]>([
    ['the condition', {}, { policy: { ...plain, violates: 'resource.Size >= params.most' } }],
    ['a default', {}, { policy: { ...plain, params: { most: 4 } } }],
    ['an override', {}, { configuration: { params: { p: { most: 4 } } } }],
    [
      "an environment's override",
      {},
      { configuration: { environments: { dev: { protected: false, params: { p: { most: 4 } } } } } },
    ],
    ["the account's environment", {}, { configuration: { accounts: [fakeAccount('1', { environment: 'dev' })] } }],
    ['the tags that name environments', {}, { configuration: { environmentTags: ['stage'] } }],
    ['the message', {}, { policy: { ...plain, message: 'other' } }],
    ['an exemption', {}, { exempt: "id == 'a'" }],
    ['what an exemption matches', { exempt: "id == 'b'" }, { exempt: "id == 'a'" }],
    ['a linked resource', { policy: linked }, { policy: linked, disks: { digest: 'other' } }],
    ['the reading of a linked type', { policy: linked }, { policy: linked, disks: { aspects: ['acl'] } }],
  ])('changes with %s', (_, before, after) => {
    expect(keyIn(before)).not.toBe(keyIn(after))
  })

  it.each<[string, Circumstances]>([
    [
      "another account's parameters",
      { configuration: { accounts: [fakeAccount('2', { params: { p: { most: 4 } } })] } },
    ],
    ['other policies', { configuration: { params: { q: { most: 4 } } } }],
    ['resources of types that are not linked', { disks: { digest: 'other' } }],
  ])('does not change with %s', (_, circumstances) => {
    expect(keyIn(circumstances)).toBe(keyIn({}))
  })

  it('changes when an aspect that the policy needs was not read', () => {
    const policy: PolicyDescription = { id: 'p', type: disk, violates: 'resource.Acl.Open' }
    const read = keyIn({ policy, judged: partition('x.disk', { aspects: ['acl'] }) })
    expect(keyIn({ policy, judged: partition('x.disk') })).not.toBe(read)
  })

  it.each<[string, Circumstances]>([
    ['condition', { policy: { ...plain, violates: "now > timestamp('2026-01-01T00:00:00Z')" } }],
    ['message by a function', { policy: { ...plain, message: '{{ ageDays(resource.Created) }}' } }],
    ['message', { policy: { ...plain, message: '{{ string(now) }}' } }],
    ['exemption', { exempt: "now < timestamp('2026-01-01T00:00:00Z')" }],
  ])('is none where the %s depends on the time', (_, circumstances) => {
    expect(keyIn(circumstances)).toBeUndefined()
  })
})
