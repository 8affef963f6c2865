import { type Resource, resourceAddress, type Unread } from '../../core/resource.js'
import { type LinkCatalog, LinkIndex, type ListingsOf } from '../links.js'

/** Resources as planning looks at them. */
export interface EstateView {
  readonly get: (address: string) => Resource | undefined
  readonly ofType: (type: string) => readonly Resource[]
  readonly follow: (resource: Resource, link: string) => readonly Resource[] | Unread
}

/** What a loaded estate is made of. Whatever was not read of a resource must stand in its `unread`. */
export interface EstateContent {
  readonly resources: readonly Resource[]
  readonly links: LinkCatalog
  readonly listings: ListingsOf
}

/** Resources of a snapshot in memory. */
export class LoadedEstate implements EstateView {
  private readonly byAddress = new Map<string, Resource>()
  private readonly byType = new Map<string, Resource[]>()
  private index: LinkIndex | undefined

  constructor(private readonly content: EstateContent) {
    for (const resource of content.resources) {
      this.byAddress.set(resourceAddress(resource), resource)
      const sameType = this.byType.get(resource.type)
      if (sameType) sameType.push(resource)
      else this.byType.set(resource.type, [resource])
    }
  }

  readonly get = (address: string): Resource | undefined => this.byAddress.get(address)

  readonly ofType = (type: string): readonly Resource[] => this.byType.get(type) ?? []

  readonly follow = (resource: Resource, link: string): readonly Resource[] | Unread =>
    this.linkIndex().follow(resource, link)

  /** The same estate with other states of some resources, as a simulation left them; undefined for those that are gone. */
  with(changes: ReadonlyMap<string, Resource | undefined>): LoadedEstate {
    const resources = this.content.resources.flatMap((resource) => {
      const address = resourceAddress(resource)
      const now = changes.has(address) ? changes.get(address) : resource
      return now ? [now] : []
    })
    const created = [...changes].flatMap(([address, now]) => (now && !this.byAddress.has(address) ? [now] : []))
    return new LoadedEstate({ ...this.content, resources: [...resources, ...created] })
  }

  private linkIndex(): LinkIndex {
    if (!this.index) {
      this.index = new LinkIndex(this.content.links, this.content.listings)
      for (const resource of this.content.resources) this.index.add(resource)
    }
    return this.index
  }
}

/** An estate with simulated changes over it. Links are those of the estate below, with resources as they are now. */
export class SimulatedEstate implements EstateView {
  private readonly changed = new Map<string, Resource | undefined>()

  constructor(private readonly below: EstateView) {}

  readonly get = (address: string): Resource | undefined =>
    this.changed.has(address) ? this.changed.get(address) : this.below.get(address)

  readonly ofType = (type: string): readonly Resource[] => {
    const kept = this.below.ofType(type).flatMap((resource) => this.now(resource))
    const created = [...this.changed].flatMap(([address, now]) =>
      now?.type === type && !this.below.get(address) ? [now] : [],
    )
    return [...kept, ...created]
  }

  readonly follow = (resource: Resource, link: string): readonly Resource[] | Unread => {
    const linked = this.below.follow(resource, link)
    return isUnread(linked) ? linked : linked.flatMap((each) => this.now(each))
  }

  /** Sets a resource's state; undefined when it is gone. */
  set(address: string, now: Resource | undefined): void {
    this.changed.set(address, now)
  }

  /** Everything that was set, by address. */
  get changes(): ReadonlyMap<string, Resource | undefined> {
    return this.changed
  }

  private now(resource: Resource): readonly Resource[] {
    const now = this.get(resourceAddress(resource))
    return now ? [now] : []
  }
}

/** True of what `follow` gives when a link could not be followed. */
export function isUnread(linked: readonly Resource[] | Unread): linked is Unread {
  return !Array.isArray(linked)
}
