import type { ObjectStore } from '../../core/object-store.js'
import type { Resource } from '../../core/resource.js'
import type { Catalog } from '../../core/resource-type.js'
import type { SnapshotManifest } from '../../core/snapshot.js'
import { aspectCatalogOf, linkCatalogOf, missingProperties } from '../../engine/index.js'
import { LoadedEstate } from '../../engine/plan/index.js'
import { readResources } from '../../store/index.js'

/** Which part of a snapshot to load. */
export interface EstateScope {
  /** Names of types. */
  readonly types: ReadonlySet<string>
  /** Leaves out resources that nothing else leads to. */
  readonly keeps: (resource: Resource) => boolean
}

/** Loads resources of a snapshot for planning; what was not asked for when it was made stands in `unread`. */
export async function loadEstate(
  manifest: SnapshotManifest,
  { types, keeps }: EstateScope,
  { store, catalog }: { readonly store: ObjectStore; readonly catalog: Catalog },
): Promise<LoadedEstate> {
  const all = [...catalog.types.values()]
  const aspects = aspectCatalogOf(all)
  const partitions = manifest.partitions.filter(({ type }) => types.has(type))
  const resources: Resource[] = []
  for (const partition of partitions) {
    const missing = missingProperties(Object.keys(aspects[partition.type] ?? {}), partition, aspects)
    const isWhole = Object.keys(missing).length === 0
    for await (const resource of readResources(store, partition)) {
      if (!keeps(resource)) continue
      resources.push(isWhole ? resource : { ...resource, unread: { ...missing, ...resource.unread } })
    }
  }
  return new LoadedEstate({
    resources,
    links: linkCatalogOf(all),
    listings: (account, type) => partitions.filter((one) => one.account === account && one.type === type),
  })
}
