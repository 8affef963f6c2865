import type { Unread } from '../core/resource.js'
import type { ResourceType } from '../core/resource-type.js'
import type { SnapshotPartition } from '../core/snapshot.js'

/** The properties that each aspect of a type fills, by type and aspect: data that can go to a worker. */
export type AspectCatalog = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** The aspects of the given types. */
export function aspectCatalogOf(types: Iterable<ResourceType>): AspectCatalog {
  return Object.fromEntries(
    [...types].map((type) => [
      type.name,
      Object.fromEntries(Object.entries(type.aspects).map(([name, aspect]) => [name, aspect.properties])),
    ]),
  )
}

/** The properties of needed aspects that a snapshot's partition was not asked for, each with the reason. */
export function missingProperties(
  needed: Iterable<string>,
  partition: Pick<SnapshotPartition, 'type' | 'aspects'>,
  catalog: AspectCatalog,
): Readonly<Record<string, Unread>> {
  const missing = new Set(needed)
  for (const aspect of partition.aspects) missing.delete(aspect)
  return Object.fromEntries(
    [...missing].flatMap((aspect) =>
      (catalog[partition.type]?.[aspect] ?? []).map((property): [string, Unread] => [
        property,
        { reason: 'not-read', message: `the snapshot was made without the aspect ${aspect}` },
      ]),
    ),
  )
}
