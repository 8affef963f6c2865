import type { CloudRequest, Operation } from '../../src/core/operation.js'
import type { OperateOutcome, OperateRequest, Provider, ProviderSession, ReadEvent } from '../../src/core/provider.js'
import { type Resource, resourceAddress, type Unread } from '../../src/core/resource.js'
import type { Catalog } from '../../src/core/resource-type.js'
import { catalogOf } from '../../src/core/resource-type.js'
import { fakeType } from './fake-estate.js'
import { machineType } from './fake-operations.js'

/** What a test lets happen instead of, or before, a call. Undefined lets the call go on. */
export type Interference = (
  request: OperateRequest,
  cloud: FakeCloud,
) => Promise<OperateOutcome | undefined> | OperateOutcome | undefined

/** A cloud in memory that performs operations by their declared effect, and remembers every call. */
export class FakeCloud {
  readonly calls: CloudRequest[] = []
  readonly resources = new Map<string, Resource>()
  interfere: Interference = () => undefined
  /** Properties that a read gives only when it asks for their aspect, by aspect. */
  aspects: Readonly<Record<string, readonly string[]>> = {}
  /** Properties that cannot be read. */
  unreadable: readonly string[] = []
  private made = 0

  constructor(
    resources: readonly Resource[],
    private readonly operations: readonly Operation[],
  ) {
    for (const resource of resources) this.resources.set(resourceAddress(resource), resource)
  }

  readonly provider: Provider = {
    name: 'fake',
    types: [],
    serves: () => true,
    open: async (account) => ({ session: this.session({ account }) }),
  }

  get catalog(): Catalog {
    const operations = new Map(this.operations.map((operation) => [operation.name, operation]))
    const aspects = Object.entries(this.aspects).map(
      ([name, properties]) => [name, { title: name, properties, permissions: [] }] as const,
    )
    const others = new Set(this.operations.map(({ type }) => type).filter((type) => type !== machineType))
    const machines = fakeType(machineType, { aspects: Object.fromEntries(aspects) })
    return {
      ...catalogOf([machines, ...[...others].map((type) => fakeType(type))]),
      operations: async () => operations,
    }
  }

  /** Performs an operation, as the cloud would whatever the test lets it answer. */
  perform({ operation, target, params, token }: OperateRequest): OperateOutcome {
    this.calls.push(...operation.requests(target, params, token))
    const effect = operation.effect(target, params, {
      now: new Date(0),
      newId: (kind) => `${kind}-${++this.made}`,
      token,
    })
    if (effect.target) this.resources.set(resourceAddress(target), effect.target)
    else this.resources.delete(resourceAddress(target))
    const { created = [] } = effect
    for (const one of created) this.resources.set(resourceAddress(one), one)
    const ids = created.map(({ id }) => id)
    return { kind: 'performed', responses: [{ ok: true }], ...(ids.length > 0 ? { created: ids } : {}) }
  }

  /** Sets properties of a resource behind everybody's back. */
  change(address: string, properties: Readonly<Record<string, unknown>>): void {
    const resource = this.resources.get(address)
    if (resource) this.resources.set(address, { ...resource, properties: { ...resource.properties, ...properties } })
  }

  property(address: string, name: string): unknown {
    return this.resources.get(address)?.properties[name]
  }

  private session({ account }: Pick<ProviderSession, 'account'>): ProviderSession {
    return {
      account,
      serial: false,
      regions: async () => ({ regions: ['r1'] }),
      read: (request) => this.list(request.type),
      readTarget: async ({ type, region, id, aspects }) => {
        const resource = this.resources.get(resourceAddress({ type, account: account.id, region, id }))
        return resource ? { kind: 'resource', resource: this.within(resource, aspects) } : { kind: 'gone' }
      },
      operate: async (request) => (await this.interfere(request, this)) ?? this.perform(request),
      close: async () => undefined,
    }
  }

  private within(resource: Resource, asked: readonly string[]): Resource {
    const left = Object.entries(this.aspects).flatMap(([name, properties]) => (asked.includes(name) ? [] : properties))
    const hidden = new Set([...left, ...this.unreadable])
    const properties = Object.entries(resource.properties).filter(([name]) => !hidden.has(name))
    const read = { ...resource, properties: Object.fromEntries(properties) }
    return this.unreadable.length > 0 ? { ...read, unread: deniedAll(this.unreadable) } : read
  }

  private async *list(type: string): AsyncGenerator<ReadEvent> {
    for (const resource of this.resources.values()) if (resource.type === type) yield { kind: 'resource', resource }
  }
}

function deniedAll(properties: readonly string[]): Readonly<Record<string, Unread>> {
  const entries = properties.map((name): [string, Unread] => [
    name,
    { reason: 'access-denied', message: `${name} may not be read` },
  ])
  return Object.fromEntries(entries)
}
