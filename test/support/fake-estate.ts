import { defaultApprovalRules, defaultRoles } from '../../src/core/access.js'
import type { Bundle } from '../../src/core/bundle.js'
import type { AccountConfiguration, Configuration } from '../../src/core/configuration.js'
import type { Provider, ProviderSession, ReadEvent, ReadRequest } from '../../src/core/provider.js'
import type { Partition, Resource, Unread } from '../../src/core/resource.js'
import type { ResourceType } from '../../src/core/resource-type.js'

/** A resource type that a test describes; it has no schema, so any property goes. */
export function fakeType(name: string, more: Partial<ResourceType> = {}): ResourceType {
  return {
    name,
    title: name,
    cloud: 'aws',
    scope: 'regional',
    documentation: 'https://example.com',
    permissions: [],
    schema: async () => ({ source: 'test', root: { type: 'object', properties: {}, open: true }, definitions: {} }),
    aspects: {},
    links: {},
    metrics: {},
    taggable: true,
    knownAs: {},
    idProperty: 'Id',
    ...more,
  }
}

/** An account in two regions. */
export function fakeAccount(id: string, more: Partial<AccountConfiguration> = {}): AccountConfiguration {
  return {
    id,
    name: `account-${id}`,
    cloud: 'aws',
    source: { kind: 'sandbox', estate: 'fake' },
    regions: ['r1', 'r2'],
    params: {},
    ...more,
  }
}

export function fakeConfiguration(more: Partial<Configuration> = {}): Configuration {
  return {
    accounts: [fakeAccount('1')],
    environments: {},
    environmentTags: ['environment'],
    params: {},
    library: [],
    store: '.escher',
    access: { people: [], roles: defaultRoles, approvalRules: defaultApprovalRules },
    standingApprovalDays: 90,
    scan: { failOn: 'high', keep: 30, concurrency: { account: 4, region: 2 } },
    ...more,
  }
}

/** A bundle of nothing but a configuration, and what a test adds. */
export function fakeBundle(more: Partial<Bundle> = {}): Bundle {
  return {
    policies: [],
    exemptions: [],
    frameworks: [],
    playbooks: [],
    standingApprovals: [],
    schedules: [],
    priceSheets: [],
    configuration: fakeConfiguration(),
    ...more,
  }
}

/** A provider whose one session does what a test says; it serves every account, in region r1. */
export function oneSessionProvider(
  name: string,
  does: Pick<ProviderSession, 'read' | 'readTarget' | 'operate'>,
): Provider {
  return {
    name,
    types: [],
    serves: () => true,
    open: async (account) => ({
      session: {
        account,
        serial: false,
        regions: async () => ({ regions: ['r1'] }),
        ...does,
        close: async () => undefined,
      },
    }),
  }
}

/** A resource of account 1 in region r1, unless said otherwise. */
export function fakeResource(
  type: string,
  id: string,
  properties: Readonly<Record<string, unknown>> = {},
  more: Partial<Resource> = {},
): Resource {
  return { type, id, name: id, account: '1', region: 'r1', tags: {}, properties, ...more }
}

export interface FakeEstate {
  readonly types: readonly ResourceType[]
  readonly resources: readonly Resource[]
  /** Listings that fail after their resources were given. */
  readonly unreadPartitions?: readonly (Partition & { readonly unread: Unread })[]
  readonly unreadAccounts?: Readonly<Record<string, Unread>>
  /** Called for every read, before anything is given; may throw or wait. */
  readonly onRead?: (request: ReadRequest, account: string) => Promise<void> | void
}

/** A provider whose estate stands in memory. */
export function fakeProvider(estate: FakeEstate): Provider {
  return {
    name: 'fake',
    types: estate.types,
    serves: () => true,
    open: async (account) => {
      const unread = estate.unreadAccounts?.[account.id]
      return unread ? { unread } : { session: fakeSession(estate, account) }
    },
  }
}

function fakeSession(estate: FakeEstate, account: AccountConfiguration): ProviderSession {
  return {
    account,
    serial: false,
    regions: async () => ({ regions: account.regions === 'discovered' ? [] : account.regions }),
    read: (request) => readEvents(estate, account.id, request),
    close: async () => undefined,
  }
}

async function* readEvents(estate: FakeEstate, account: string, request: ReadRequest): AsyncGenerator<ReadEvent> {
  await estate.onRead?.(request, account)
  const { type, region } = request
  for (const resource of estate.resources) {
    const here = resource.region === region || region === 'global'
    if (resource.type === type && resource.account === account && here) yield { kind: 'resource', resource }
  }
  for (const { unread, ...partition } of estate.unreadPartitions ?? []) {
    if (partition.type === type && partition.account === account && partition.region === region) {
      yield { kind: 'unread', partition, unread }
    }
  }
}
