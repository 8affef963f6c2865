import type { SnapshotManifest, SnapshotPartition } from '../src/core/snapshot.js'
import { readingPlan } from '../src/engine/index.js'
import { folderStore, readDigests, readManifest, writeManifest, writePartition } from '../src/store/index.js'
import { bundle, catalog, partitions, resourcesOf } from './estate.js'

/** Writes a snapshot of the estate as a scan would: generation 1 on the base of generation 0. */
export async function generateSnapshot(folder: string, resources: number, generation: 0 | 1): Promise<void> {
  const store = folderStore(folder)
  const base = generation === 0 ? undefined : await readManifest(store, snapshotId(0))
  const plan = readingPlan(bundle().policies, catalog)
  const written: SnapshotPartition[] = []
  for (const [index, partition] of partitions(resources).entries()) {
    const earlier = base?.partitions[index]
    const content = {
      ...partition,
      aspects: [],
      metrics: [],
      extract: plan.get(partition.type)?.parts ?? [],
      resources: resourcesOf(partition, generation),
      base: earlier && (await readDigests(store, earlier)),
    }
    written.push(await writePartition(store, snapshotId(generation), content))
  }
  await writeManifest(store, manifestOf(snapshotId(generation), written))
}

/** The ids of the two snapshots. */
export function snapshotId(generation: 0 | 1): string {
  return `2026080${generation + 1}T000000Z-0000`
}

function manifestOf(id: string, written: readonly SnapshotPartition[]): SnapshotManifest {
  const at = '2026-08-01T00:00:00.000Z'
  return { version: 1, id, startedAt: at, finishedAt: at, interrupted: false, partitions: written, unreadAccounts: [] }
}
