import type { ObjectStore } from '../core/object-store.js'
import { readBaseline, readLatestScan, readScan, scansPrefix } from './scan-archive.js'
import { snapshotsPrefix } from './snapshot-keys.js'

/** Ids of what was deleted. */
export interface Pruned {
  readonly snapshots: readonly string[]
  readonly scans: readonly string[]
}

/**
 * Deletes all but the newest `keep` scans and snapshots, and what crashed scans older than those left behind. The scan
 * that the next is compared with, the one that the baseline was taken from, and their snapshots always stay.
 */
export async function prune(store: ObjectStore, keep: number): Promise<Pruned> {
  const [latest, baseline] = [await readLatestScan(store), await readBaseline(store)]
  const judged = baseline && (await readScan(store, baseline.scan))
  const snapshots = new Set([latest?.snapshot, judged?.snapshot])
  const scans = new Set([latest?.scan, baseline?.scan])
  return {
    snapshots: await pruneBelow(store, { prefix: snapshotsPrefix, last: 'manifest.json', keep, stay: snapshots }),
    scans: await pruneBelow(store, { prefix: scansPrefix, last: 'report.json', keep, stay: scans }),
  }
}

interface Pruning {
  readonly prefix: string
  /** The name of the object that is written last, without which the others do not count. */
  readonly last: string
  readonly keep: number
  readonly stay: ReadonlySet<string | undefined>
}

/** What counts goes first, so that something half-deleted no longer does. */
async function pruneBelow(store: ObjectStore, { prefix, last, keep, stay }: Pruning): Promise<string[]> {
  const keys = new Map<string, string[]>()
  for await (const key of store.list(prefix)) {
    const [, id, ...below] = key.split('/')
    if (id === undefined || below.length === 0) continue
    const own = keys.get(id) ?? []
    if (below.join('/') === last) own.unshift(key)
    else own.push(key)
    keys.set(id, own)
  }
  const whole = [...keys].filter(([id, own]) => own[0] === `${prefix}${id}/${last}`).map(([id]) => id)
  const oldestKept = whole.at(-Math.max(keep, 1)) ?? whole[0] ?? ''
  const gone = [...keys].filter(([id]) => id < oldestKept && !stay.has(decodeURIComponent(id)))
  for (const key of gone.flatMap(([, own]) => own)) await store.delete(key)
  return gone.map(([id]) => decodeURIComponent(id))
}
