import type { Basis } from '../../core/plan.js'
import type { MetricRequirement } from '../../core/policy.js'
import type { ProviderSession, TargetReading } from '../../core/provider.js'
import type { Partition, Resource, Unread } from '../../core/resource.js'
import { type LinkCatalog, LinkIndex, linkCatalogOf, topLevel } from '../../engine/index.js'
import type { ApplyPorts } from './ports.js'

/** One resource, and what to read of it. */
export interface ReadingNeed {
  readonly place: Partition & { readonly id: string }
  readonly aspects: readonly string[]
  readonly metrics: readonly MetricRequirement[]
}

/** Opens accounts when they are first needed, and reads resources of them as they are now. */
export class TargetReader {
  private readonly sessions = new Map<string, Promise<ProviderSession | Unread>>()
  private readonly links: LinkCatalog

  constructor(private readonly ports: Pick<ApplyPorts, 'catalog' | 'providers' | 'configuration' | 'clock' | 'root'>) {
    this.links = linkCatalogOf(ports.catalog.types.values())
  }

  /** The session of an account, or why there is none. */
  session(account: string): Promise<ProviderSession | Unread> {
    const known = this.sessions.get(account)
    if (known) return known
    const opening = this.open(account).catch((error: unknown) => failed(messageOf(error)))
    this.sessions.set(account, opening)
    return opening
  }

  /** One resource as it is now. */
  async read({ place, aspects, metrics }: ReadingNeed): Promise<TargetReading> {
    const session = await this.session(place.account)
    if ('reason' in session) return { kind: 'unread', unread: session }
    if (!session.readTarget)
      return { kind: 'unread', unread: failed('the account cannot be read resource by resource') }
    const { type, region, id } = place
    try {
      return await session.readTarget({ type, region, id, aspects, metrics })
    } catch (error) {
      return { kind: 'unread', unread: failed(messageOf(error)) }
    }
  }

  /** A resource with everything that a plan rests on there. */
  async readBasis(place: ReadingNeed['place'] & { readonly basis: Basis }): Promise<TargetReading> {
    return await this.read({ place, aspects: this.aspectsOf(place), metrics: [] })
  }

  /** A resource with all of its aspects. */
  async readWhole(place: ReadingNeed['place'], metrics: readonly MetricRequirement[] = []): Promise<TargetReading> {
    const aspects = Object.keys(this.ports.catalog.types.get(place.type)?.aspects ?? {})
    return await this.read({ place, aspects, metrics })
  }

  /** Aspects that fill what a plan rests on. */
  aspectsOf({ type, basis }: { readonly type: string; readonly basis: Basis }): readonly string[] {
    return this.aspectsFilling(type, Object.keys(basis))
  }

  /** Aspects that fill what stands at some paths of a type's document. */
  aspectsFilling(type: string, paths: readonly string[]): readonly string[] {
    const properties = this.propertiesAt(type, paths)
    const aspects = Object.entries(this.ports.catalog.types.get(type)?.aspects ?? {})
    return aspects.flatMap(([name, aspect]) => (aspect.properties.some((each) => properties.has(each)) ? [name] : []))
  }

  /** Those of some paths of a resource of which its reading failed. */
  unreadAmong({ type, unread }: Resource, paths: readonly string[]): readonly string[] {
    return paths.filter((path) => [...this.propertiesAt(type, [path])].some((property) => unread?.[property]))
  }

  /** What links lead to from a resource, as it is now. The types that they lead to are listed where the resource is. */
  async linked(resource: Resource, names: readonly string[]): Promise<(link: string) => readonly Resource[] | Unread> {
    const listings: (Partition & { readonly unread?: Unread })[] = []
    const index = new LinkIndex(this.links, (account, type) =>
      listings.filter((listing) => listing.account === account && listing.type === type),
    )
    index.add(resource)
    const types = new Set(names.flatMap((name) => this.links[resource.type]?.[name]?.type ?? []))
    for (const type of types) listings.push(...(await this.list(type, resource, index)))
    return (link) => index.follow(resource, link)
  }

  /** All resources of a type in one place, with their tags, or why they could not be listed whole. */
  async listAll({
    type,
    account,
    region,
  }: Partition): Promise<{ readonly resources: readonly Resource[] } | { readonly unread: Unread }> {
    const session = await this.session(account)
    if ('reason' in session) return { unread: session }
    const aspects = this.aspectsOf({ type, basis: { tags: '' } })
    const resources: Resource[] = []
    try {
      for await (const event of session.read({ type, region, aspects, metrics: [] })) {
        if (event.kind === 'unread') return { unread: event.unread }
        resources.push(event.resource)
      }
    } catch (error) {
      return { unread: failed(messageOf(error)) }
    }
    return { resources }
  }

  /** Closes every account that was opened. */
  async close(): Promise<void> {
    for (const opening of this.sessions.values()) {
      const session = await opening
      if ('close' in session) await session.close().catch(() => undefined)
    }
  }

  /** The top-level properties that paths lead into; tags also stand in a property of their own. */
  private propertiesAt(type: string, paths: readonly string[]): ReadonlySet<string> {
    const properties = new Set(paths.map(topLevel))
    const tagsProperty = this.ports.catalog.types.get(type)?.tagsProperty
    return properties.has('tags') && tagsProperty ? properties.add(tagsProperty) : properties
  }

  private async open(id: string): Promise<ProviderSession | Unread> {
    const { providers, configuration, clock, root } = this.ports
    const account = configuration.accounts.find((candidate) => candidate.id === id)
    if (!account) return failed(`the account ${id} is not configured`)
    const provider = providers.find((candidate) => candidate.serves(account))
    if (!provider) return failed(`no provider serves the account ${id}`)
    const opened = await provider.open(account, { clock, root, concurrency: configuration.scan.concurrency })
    return 'unread' in opened ? opened.unread : opened.session
  }

  private async list(
    typeName: string,
    { account, region }: Resource,
    index: LinkIndex,
  ): Promise<(Partition & { readonly unread?: Unread })[]> {
    const type = this.ports.catalog.types.get(typeName)
    const session = await this.session(account)
    if (!type || 'reason' in session) return []
    const regions = await regionsToList(session, type.scope === 'regional' ? region : 'global', type.scope)
    const listings: (Partition & { readonly unread?: Unread })[] = []
    for (const each of regions) {
      const partition = { type: typeName, account, region: each }
      let unread: Unread | undefined
      const request = { type: typeName, region: each, aspects: Object.keys(type.aspects), metrics: [] }
      for await (const event of session.read(request)) {
        if (event.kind === 'resource') index.add(event.resource)
        else unread = event.unread
      }
      listings.push(unread ? { ...partition, unread } : partition)
    }
    return listings
  }
}

/** A resource that belongs to no region may be linked with resources of every one. */
async function regionsToList(session: ProviderSession, region: string, scope: string): Promise<readonly string[]> {
  if (scope !== 'regional' || region !== 'global') return [region]
  return (await session.regions()).regions
}

function failed(message: string): Unread {
  return { reason: 'failed', message }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
