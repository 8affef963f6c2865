import type { ApprovalGate } from '../../core/approval.js'
import type { Clock } from '../../core/clock.js'
import type { Configuration } from '../../core/configuration.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Provider } from '../../core/provider.js'
import type { Catalog } from '../../core/resource-type.js'
import type { Principal, RunRecord } from '../../core/run.js'

/** What applying, resuming and taking back need from outside. */
export interface ApplyPorts {
  readonly store: ObjectStore
  readonly catalog: Catalog
  readonly providers: readonly Provider[]
  readonly configuration: Configuration
  readonly clock: Clock
  /** Folder that relative estate paths start from. */
  readonly root: string
  /** Names this process; no other process ever has the same name. */
  readonly runner: string
  readonly gate: ApprovalGate
  /** The person at work, who must be allowed to run the plan and is recorded; left out where there is none. */
  readonly principal?: Principal
  /** Waits so many milliseconds, or until the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  /** True when a runner of this machine surely no longer lives, so that nobody need wait for its leases to expire. */
  readonly isGone: (runner: string) => boolean
  /** When it aborts, the step under way is finished and recorded, and nothing more is begun. */
  readonly signal?: AbortSignal
  /** Told every record of the run, those of earlier processes included. */
  readonly onRecord?: (record: RunRecord) => void
  /** Targets of a wave that are worked on at once; 1 when left out. */
  readonly concurrency?: number
}
