import type { Configuration } from '../core/configuration.js'
import type { CompiledPolicy, Exemption } from '../core/policy.js'
import type { SnapshotManifest } from '../core/snapshot.js'
import type { AspectCatalog, FindingDraft, LinkCatalog, Selection } from '../engine/index.js'
import type { RememberedFinding } from '../store/index.js'

/** All that evaluating a snapshot depends on. Plain data, so that it can be handed to workers. */
export interface EvaluationSetup {
  readonly manifest: SnapshotManifest
  readonly policies: readonly CompiledPolicy[]
  readonly exemptions: readonly Exemption[]
  readonly configuration: Configuration
  /** The instant that `now` stands for, as ISO 8601. */
  readonly now: string
  readonly links: LinkCatalog
  readonly aspects: AspectCatalog
  readonly selection: Selection
}

/** Some chunks of one partition to judge by the policies of its type, which are the columns. */
export interface EvaluationTask {
  /** The partition's place in the manifest. */
  readonly partition: number
  readonly from: number
  readonly to: number
  /** The compressed size of those chunks. */
  readonly bytes: number
  /** A 1 for each row whose verdicts are remembered; only its stale columns are judged. */
  readonly known?: Uint8Array
  readonly stale: readonly number[]
}

/** What a task found. */
export interface EvaluationResult {
  /** How many rows the selection lets through. */
  readonly rows: number
  /** The bytes of a `VerdictTable`; cells that were not judged are 0. */
  readonly verdicts: Uint8Array
  /** Rows count from the task's first row. */
  readonly findings: readonly RememberedFinding<FindingDraft>[]
}

/** Evaluates tasks, here or elsewhere. */
export interface TaskRunner {
  readonly run: (task: EvaluationTask) => Promise<EvaluationResult>
  readonly close: () => Promise<void>
}
