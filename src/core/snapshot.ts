import type { MetricRequirement } from './policy.js'
import type { Partition, Unread } from './resource.js'

/** One object of a snapshot: gzip NDJSON, a `Resource` a line. */
export interface SnapshotPartition extends Partition {
  readonly key: string
  readonly resources: number
  /** What was asked for; a policy that needs more is answered with unknown. */
  readonly aspects: readonly string[]
  readonly metrics: readonly MetricRequirement[]
  /** SHA-256 of the uncompressed content; equal content means that nothing changed. */
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
  readonly partitions: readonly SnapshotPartition[]
  /** Accounts that could not be opened or whose regions could not be told. */
  readonly unreadAccounts: readonly { readonly account: string; readonly unread: Unread }[]
}
