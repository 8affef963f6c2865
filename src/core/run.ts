import type { Approval, ApprovalEvidence } from './approval.js'
import type { CloudRequest, Inverse, OperationParameters } from './operation.js'
import type { Plan } from './plan.js'
import type { CompiledPolicy } from './policy.js'

/** Who asked and who ran. */
export interface Principal {
  readonly person: string
  readonly roles: readonly string[]
}

/** Events of a run, in the order in which they were recorded. A step is `<target address>#<step name>`. */
export type RunEvent =
  | {
      readonly kind: 'planned'
      readonly plan: Plan
      readonly requester: Principal
      /** Who had the plan applied; left out where no person did, as with workers and schedules. */
      readonly principal?: Principal
      /** Where it was applied, as far as that speaks for it; never counted. */
      readonly evidence?: readonly ApprovalEvidence[]
      readonly runner: string
      /** The policies that verify the plan's targets, as they were when the run began. */
      readonly policies?: readonly CompiledPolicy[]
    }
  /** `step` is the approval step that it was given at; none for the plan as a whole. */
  | { readonly kind: 'approved'; readonly approval: Approval; readonly evidence: string; readonly step?: string }
  | { readonly kind: 'waiting'; readonly step: string; readonly until: string | 'approval'; readonly reason: string }
  /** The wait of a step is over: its time has come, its condition holds, or its approvals are there. */
  | { readonly kind: 'waited'; readonly step: string }
  | {
      readonly kind: 'resumed'
      readonly runner: string
      /** Who had it go on; left out where no person did. */
      readonly principal?: Principal
      /** Objects of the run that hold no whole record, as a write that was cut off leaves them. */
      readonly torn?: readonly TornRecord[]
    }
  | {
      readonly kind: 'started'
      readonly step: string
      readonly attempt: number
      readonly token: string
      readonly requests: readonly CloudRequest[]
      readonly before: string
      /** How to put back what the step is about to change, from the state before. */
      readonly inverse?: Inverse | 'irreversible'
      /** The fencing token of the lease under which the step acts. */
      readonly fence?: number
    }
  | {
      readonly kind: 'done'
      readonly step: string
      readonly attempt: number
      readonly outcome: 'changed' | 'already'
      readonly responses: readonly unknown[]
      readonly inverse: Inverse | 'irreversible'
      readonly after?: string
      /** The ids of what it made, in the order of the plan; left out where they could not be told. */
      readonly created?: readonly string[]
    }
  | {
      readonly kind: 'failed'
      readonly step: string
      readonly attempt: number
      readonly code: string
      readonly message: string
      /** True when some of the step's calls had been made before one failed. */
      readonly partial?: true
    }
  | { readonly kind: 'verified'; readonly step: string; readonly held: boolean | 'unknown'; readonly evidence: string }
  | { readonly kind: 'skipped'; readonly step: string; readonly reason: string }
  | { readonly kind: 'stale'; readonly target: string; readonly moved: readonly string[] }
  | {
      readonly kind: 'undo-started' | 'undo-done' | 'undo-failed'
      readonly step: string
      readonly operation: string
      readonly params: OperationParameters
      readonly message?: string
      readonly token?: string
      readonly requests?: readonly CloudRequest[]
      /** Whether taking back had to act, once it is done. */
      readonly outcome?: 'changed' | 'already'
    }
  /** What the step made stays when its target is put back; addresses. */
  | { readonly kind: 'left-behind'; readonly step: string; readonly resources: readonly string[] }
  | { readonly kind: 'notified'; readonly step: string; readonly message: string }
  /** Left in the log by somebody else than the runner, who comes upon it when it appends its next record. */
  | {
      readonly kind: 'cancel-requested'
      readonly by: string
      /** Objects that hold no whole record, as with `resumed`. */
      readonly torn?: readonly TornRecord[]
    }
  | {
      readonly kind: 'stopped'
      readonly reason: 'breaker' | 'error-budget' | 'cancelled' | 'interrupted'
      /** The playbooks whose remaining targets are not taken; left out where the whole run stops. */
      readonly playbooks?: readonly string[]
    }
  | { readonly kind: 'finished'; readonly result: 'succeeded' | 'failed' | 'cancelled' | 'undone' }

/** An object under a record's number that is no record, and the digest of what it holds. */
export interface TornRecord {
  readonly number: number
  readonly digest: string
}

/** One object of a run's folder: `runs/<id>/000007.json`. `hash` is over everything else in canonical JSON. */
export interface RunRecord {
  readonly run: string
  readonly number: number
  readonly at: string
  /** The process that wrote it: no two write the same record. */
  readonly writer?: string
  readonly previous: string
  readonly event: RunEvent
  readonly hash: string
}
