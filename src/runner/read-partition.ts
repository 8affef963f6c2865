import type { ObjectStore } from '../core/object-store.js'
import type { ProviderSession } from '../core/provider.js'
import type { Resource, Unread } from '../core/resource.js'
import type { SnapshotPartition } from '../core/snapshot.js'
import type { TypeReading } from '../engine/index.js'
import { writePartition } from '../store/index.js'
import { untilAborted } from './interruptible.js'

/** One listing to read into a snapshot. */
export interface PartitionReading {
  readonly session: ProviderSession
  readonly reading: TypeReading
  readonly region: string
  readonly store: ObjectStore
  readonly snapshot: string
  readonly base: Uint8Array | undefined
  readonly signal: AbortSignal | undefined
  /** Tells the objects of several attempts apart. */
  readonly attempt?: string
}

export const interruptedReading: Unread = { reason: 'interrupted', message: 'the scan was interrupted' }

/** Reads one type in one account and region. Whatever the provider does, what it gave before is kept. */
export async function readPartition(task: PartitionReading): Promise<SnapshotPartition> {
  const { session, reading, region, store, snapshot, base, attempt } = task
  const failures: Unread[] = []
  const partition = await writePartition(store, snapshot, {
    type: reading.type.name,
    account: session.account.id,
    region,
    aspects: reading.aspects,
    metrics: reading.metrics,
    ...(reading.parts ? { extract: reading.parts } : {}),
    resources: resourcesOf(task, failures),
    base,
    ...(attempt === undefined ? {} : { attempt }),
  })
  const [unread] = failures
  return unread ? { ...partition, unread } : partition
}

async function* resourcesOf(
  { session, reading, region, signal }: PartitionReading,
  failures: Unread[],
): AsyncGenerator<Resource> {
  if (signal?.aborted) {
    failures.push(interruptedReading)
    return
  }
  try {
    const request = {
      type: reading.type.name,
      region,
      aspects: reading.aspects,
      metrics: reading.metrics,
      ...(signal ? { signal } : {}),
    }
    for await (const event of untilAborted(session.read(request), signal)) {
      if (event.kind === 'resource') yield event.resource
      else failures.push(event.unread)
    }
  } catch (error) {
    if (!signal?.aborted) failures.push({ reason: 'failed', message: messageOf(error) })
  }
  if (signal?.aborted) failures.unshift(interruptedReading)
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
