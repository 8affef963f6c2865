import type { ObjectStore } from '../core/object-store.js'
import type { Resource, Unread } from '../core/resource.js'
import type { SnapshotManifest } from '../core/snapshot.js'
import { type AspectCatalog, type LinkCatalog, LinkIndex, missingProperties } from '../engine/index.js'
import { readResources } from '../store/index.js'

/** What links are resolved in. */
export interface LinkedEstate {
  readonly manifest: SnapshotManifest
  readonly links: LinkCatalog
  readonly aspects: AspectCatalog
}

/** Reads the resources of an account that links of the given types may lead to, and no others. */
export async function loadLinks(
  store: ObjectStore,
  estate: LinkedEstate,
  scope: { readonly account: string; readonly targets: ReadonlySet<string> },
): Promise<LinkIndex> {
  const partitions = estate.manifest.partitions.filter(
    ({ type, account }) => account === scope.account && scope.targets.has(type),
  )
  const index = new LinkIndex(estate.links, (account, type) =>
    partitions.filter((partition) => partition.account === account && partition.type === type),
  )
  for (const partition of partitions) {
    const needed = Object.keys(estate.aspects[partition.type] ?? {})
    const missing = missingProperties(needed, partition, estate.aspects)
    for await (const resource of readResources(store, partition)) index.add(withUnread(resource, missing))
  }
  return index
}

function withUnread(resource: Resource, missing: Readonly<Record<string, Unread>>): Resource {
  return Object.keys(missing).length === 0 ? resource : { ...resource, unread: { ...missing, ...resource.unread } }
}
