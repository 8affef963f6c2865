import type { ObjectStore } from '../core/object-store.js'
import type { Resource } from '../core/resource.js'
import type { SnapshotManifest, SnapshotPartition } from '../core/snapshot.js'
import { ChunkLines } from './chunk-lines.js'
import { readJson } from './json-object.js'
import { digestsKey, manifestKey, snapshotsPrefix } from './snapshot-keys.js'

const readAheadBytes = 1024 * 1024

/** The manifest of a snapshot, or undefined when there is no such snapshot. */
export async function readManifest(store: ObjectStore, snapshot: string): Promise<SnapshotManifest | undefined> {
  return await readJson<SnapshotManifest>(store, manifestKey(snapshot))
}

/** The ids of all snapshots that have a manifest, oldest first. */
export async function listSnapshots(store: ObjectStore): Promise<string[]> {
  const ids: string[] = []
  for await (const key of store.list(snapshotsPrefix)) {
    const [, id, name, ...below] = key.split('/')
    if (id !== undefined && name === 'manifest.json' && below.length === 0) ids.push(decodeURIComponent(id))
  }
  return ids
}

/** The digests of a partition's lines, one after another in the order of its lines. */
export async function readDigests(store: ObjectStore, partition: SnapshotPartition): Promise<Uint8Array> {
  if (partition.resources === 0) return new Uint8Array(0)
  const object = await store.get(digestsKey(partition))
  if (!object) throw new Error(`${store.location} has lost ${digestsKey(partition)}`)
  return object.body
}

/** Chunks of a partition from number `from` to before `to`, in order; many are read ahead with one call. */
export async function* readChunks(
  store: ObjectStore,
  partition: SnapshotPartition,
  { from = 0, to = partition.chunks.length }: { readonly from?: number; readonly to?: number } = {},
): AsyncGenerator<ChunkLines> {
  let start = bytesBefore(partition, from)
  for (let next = from; next < to; ) {
    const end = endOfRead(partition, next, to)
    const length = bytesBefore(partition, end) - bytesBefore(partition, next)
    const bytes = await store.range(partition.key, start, length)
    if (bytes?.length !== length) throw new Error(`${store.location} has lost a part of ${partition.key}`)
    let offset = 0
    for (const chunk of partition.chunks.slice(next, end)) {
      yield new ChunkLines(bytes.subarray(offset, offset + chunk.bytes), chunk)
      offset += chunk.bytes
    }
    start += length
    next = end
  }
}

/** All resources of a partition. */
export async function* readResources(store: ObjectStore, partition: SnapshotPartition): AsyncGenerator<Resource> {
  for await (const lines of readChunks(store, partition)) {
    for (let row = 0; row < lines.length; row++) yield lines.whole(row)
  }
}

function bytesBefore(partition: SnapshotPartition, chunk: number): number {
  return partition.chunks.slice(0, chunk).reduce((sum, { bytes }) => sum + bytes, 0)
}

function endOfRead(partition: SnapshotPartition, from: number, to: number): number {
  let end = from
  for (let bytes = 0; end < to && bytes < readAheadBytes; end++) bytes += partition.chunks[end]?.bytes ?? 0
  return end
}
