import type { MetricRequirement } from './policy.js'
import type { Partition, Unread } from './resource.js'

/** A part of a partition's object that is a gzip member of its own: its length in bytes and its lines. */
export interface SnapshotChunk {
  readonly bytes: number
  readonly resources: number
}

/** One object of a snapshot: gzip NDJSON, a `Resource` a line. */
export interface SnapshotPartition extends Partition {
  readonly key: string
  readonly resources: number
  /** The gzip members that the object is made of, in order. */
  readonly chunks: readonly SnapshotChunk[]
  /** Top-level properties that stand first in every line, before a tab, so that the rest need not be parsed. */
  readonly leading: readonly string[]
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
