import { collect } from '../core/collect.js'
import type { ObjectStore } from '../core/object-store.js'
import { manifestKey, snapshotsPrefix } from './snapshot-keys.js'
import { listSnapshots } from './snapshot-reader.js'

/**
 * Deletes all but the newest `keep` snapshots, and what crashed scans older than those left behind. A manifest goes
 * first, so that a half-deleted snapshot no longer counts. Gives the ids of the snapshots that went.
 */
export async function pruneSnapshots(store: ObjectStore, keep: number): Promise<string[]> {
  const ids = await listSnapshots(store)
  const kept = ids.slice(-Math.max(keep, 1))
  const [oldestKept] = kept
  if (oldestKept === undefined) return []
  const gone = ids.slice(0, ids.length - kept.length)
  for (const id of gone) await store.delete(manifestKey(id))
  for (const key of await collect(store.list(snapshotsPrefix))) {
    const id = decodeURIComponent(key.split('/')[1] ?? '')
    if (id < oldestKept) await store.delete(key)
  }
  return gone
}
