import type { PartPath } from './part-path.js'
import type { MetricRequirement } from './policy.js'
import type { Partition, Unread } from './resource.js'

/** A part of a partition's object that can be read alone: its length in bytes and its resources. */
export interface SnapshotChunk {
  readonly bytes: number
  readonly resources: number
  /** How many of the bytes, from the first, are a gzip member of its own with the extract of every resource. */
  readonly extractBytes?: number
}

/**
 * One object of a snapshot: gzip NDJSON, a `Resource` a line. Where there is an extract, each chunk begins with the same
 * resources with parts of their properties only.
 */
export interface SnapshotPartition extends Partition {
  readonly key: string
  readonly resources: number
  /** What the object is made of, in order. */
  readonly chunks: readonly SnapshotChunk[]
  /**
   * The parts of the properties that extracts hold, so that the rest need be neither unpacked nor parsed. Where it is
   * absent, as in snapshots of earlier versions, resources are read whole.
   */
  readonly extract?: readonly PartPath[]
  /** What was asked for; a policy that needs more is answered with unknown. */
  readonly aspects: readonly string[]
  readonly metrics: readonly MetricRequirement[]
  /** SHA-256 over the sorted digests of all lines; equal digests mean that nothing changed. */
  readonly digest: string
  /** Why the listing is not whole, if it is not. */
  readonly unread?: Unread
}

/** What a snapshot holds. Written last, so a snapshot without a manifest never counts. */
export interface SnapshotManifest {
  readonly version: 1
  /** Sorts by time: `20261124T021802Z-3f9a`. */
  readonly id: string
  readonly startedAt: string
  readonly finishedAt: string
  /** True when it was cut short by the user. */
  readonly interrupted: boolean
  /** True when only some accounts, regions or types were asked for. */
  readonly narrowed?: true
  readonly partitions: readonly SnapshotPartition[]
  /** Accounts that could not be opened or whose regions could not be told. */
  readonly unreadAccounts: readonly { readonly account: string; readonly unread: Unread }[]
}
