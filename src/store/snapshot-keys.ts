import type { Partition } from '../core/resource.js'
import type { SnapshotPartition } from '../core/snapshot.js'
import { objectKey } from './object-key.js'

const contentSuffix = '.ndjson.gz'

/** The key below which all snapshots lie. */
export const snapshotsPrefix = 'snapshots/'

/** The key of a snapshot's manifest. */
export function manifestKey(snapshot: string): string {
  return objectKey('snapshots', snapshot, 'manifest.json')
}

/** The key of a partition's resources, as one attempt of perhaps several puts them. */
export function partitionKey(snapshot: string, { account, region, type }: Partition, attempt?: string): string {
  const name = attempt === undefined ? type : `${type}.${attempt}`
  return `${objectKey('snapshots', snapshot, account, region, name)}${contentSuffix}`
}

/** The key of the digests of a partition's lines, in the order of the lines. */
export function digestsKey(partition: Pick<SnapshotPartition, 'key'>): string {
  return `${partition.key.slice(0, -contentSuffix.length)}.digests`
}
