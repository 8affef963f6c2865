import type { Partition, Resource, Unread } from '../core/resource.js'
import { type Link, propertyOfLink, type ResourceType } from '../core/resource-type.js'

/** The links of resource types by type and link name: data that can go to a worker. */
export type LinkCatalog = Readonly<Record<string, Readonly<Record<string, LinkData>>>>

/** A link without its function: where ids have to be made, only the reader of a resource can do so. */
export interface LinkData extends Pick<Link, 'type' | 'path' | 'inverse'> {
  /** The top-level property that the ids are made of. */
  readonly property?: string
}

/** The links of the given types. */
export function linkCatalogOf(types: Iterable<ResourceType>): LinkCatalog {
  return Object.fromEntries([...types].map((type) => [type.name, mapValues(type.links, dataOf)]))
}

function dataOf({ type, path, inverse, idOf }: Link): LinkData {
  const property = propertyOfLink({ path })
  return {
    type,
    ...(path !== undefined && !idOf ? { path } : {}),
    ...(property === undefined ? {} : { property }),
    ...(inverse === undefined ? {} : { inverse }),
  }
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

/** Which partitions of an account hold a type, and why any of them is not whole. */
export type ListingsOf = (account: string, type: string) => readonly (Partition & { readonly unread?: Unread })[]

const notRead: Unread = { reason: 'not-read', message: 'the linked type was not read in this account' }

/**
 * Finds linked resources. It holds the resources of linked types only, by account and id; a link leads to the account
 * of its resource, and to its region where an id exists in several.
 */
export class LinkIndex {
  private readonly byId = new Map<string, Resource[]>()
  private readonly byBackReference = new Map<string, Resource[]>()
  /** Why some resource of a type does not say where one of its links leads. */
  private readonly untold = new Map<string, Unread>()

  constructor(
    private readonly links: LinkCatalog,
    private readonly listings: ListingsOf,
  ) {}

  /** Adds a resource that others may link to, or that links to them. */
  add(resource: Resource): void {
    push(this.byId, indexKey(resource.account, resource.type, resource.id), resource)
    for (const [name, link] of Object.entries(this.links[resource.type] ?? {})) {
      const ids = linkedIds(resource, name, link)
      if ('reason' in ids) {
        this.untold.set(indexKey(resource.account, resource.type, name), ids)
        continue
      }
      for (const id of ids) {
        push(this.byBackReference, indexKey(resource.account, resource.type, name, id), resource)
      }
    }
  }

  /** The resources that a link leads to, or why they cannot be told. */
  follow(resource: Resource, name: string): readonly Resource[] | Unread {
    const unread = resource.unread?.[`links.${name}`]
    if (unread) return unread
    const link = this.links[resource.type]?.[name]
    if (!link) return notRead
    const listings = this.listings(resource.account, link.type)
    if (listings.length === 0) return notRead
    const incomplete = listings.find((listing) => listing.unread)?.unread
    if (link.inverse !== undefined) {
      const untold = this.untold.get(indexKey(resource.account, link.type, link.inverse))
      const key = indexKey(resource.account, link.type, link.inverse, resource.id)
      return incomplete ?? untold ?? this.byBackReference.get(key) ?? []
    }
    return this.byIds(resource, name, link, incomplete)
  }

  private byIds(
    resource: Resource,
    name: string,
    link: LinkData,
    incomplete: Unread | undefined,
  ): readonly Resource[] | Unread {
    const found: Resource[] = []
    const ids = linkedIds(resource, name, link)
    if ('reason' in ids) return ids
    for (const id of ids) {
      const candidates = this.byId.get(indexKey(resource.account, link.type, id)) ?? []
      const target = candidates.find(({ region }) => region === resource.region) ?? candidates[0]
      if (target) found.push(target)
      else if (incomplete) return incomplete
    }
    return found
  }
}

/** The top-level property that a path begins with. */
export function topLevel(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path
}

/** The ids that a resource's link names, or why they were not read; a reader finds none in what it could not read. */
function linkedIds({ links, unread, properties }: Resource, name: string, link: LinkData): readonly string[] | Unread {
  const known = links?.[name] ?? []
  if (known.length > 0) return known
  const untold = link.property === undefined ? undefined : unread?.[link.property]
  if (untold || links?.[name] || link.path === undefined) return untold ?? known
  return textsAtPath(properties, link.path)
}

/** The texts that a link's path names in a document: dots descend, `[]` spreads a list. */
export function textsAtPath(document: unknown, path: string): readonly string[] {
  const segments = path.split('.').flatMap((part) => (part.endsWith('[]') ? [part.slice(0, -2), '[]'] : [part]))
  return valuesAt(document, segments).filter((value) => typeof value === 'string')
}

function valuesAt(value: unknown, [segment, ...rest]: readonly string[]): readonly unknown[] {
  if (segment === undefined) return [value]
  if (segment === '[]') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : []
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, segment)) return []
  return valuesAt((value as Record<string, unknown>)[segment], rest)
}

function indexKey(...parts: readonly string[]): string {
  return parts.join('\n')
}

function push(index: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = index.get(key)
  if (list) list.push(resource)
  else index.set(key, [resource])
}
