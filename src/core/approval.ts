import type { Diagnostic } from './diagnostics.js'
import type { Plan } from './plan.js'
import type { RunRecord } from './run.js'

/** A signed statement that a plan may be applied. */
export interface Approval {
  readonly plan: string
  readonly params: string
  readonly targets: string
  readonly commit?: string
  readonly approver: string
  readonly requester: string
  readonly at: string
  readonly expires: string
  readonly selfApproved: boolean
  /** `ssh-keygen -Y sign -n escher-approval` over the canonical JSON of the rest. */
  readonly signature: string
}

/** What an approval step of a playbook asks for besides the plan's own approvals. */
export interface ApprovalStep {
  readonly name: string
  readonly roles: readonly string[]
  readonly count: number
  /** The instant at which the run came to the step; earlier approvals do not count. */
  readonly since: string
  /** The instant after which nobody can approve it any more. */
  readonly expires: string
}

/** Asked before a run's first change, after every wait, and at each approval step. */
export interface ApprovalQuestion {
  readonly plan: Plan
  readonly run: string
  readonly records: readonly RunRecord[]
  readonly now: Date
  /** Left out for the approvals that the plan as a whole needs. */
  readonly step?: ApprovalStep
}

/** An approval that counts, and what proves it: the file or object it was read from, a standing approval's use. */
export interface HeldApproval {
  readonly approval: Approval
  readonly evidence: string
}

/** `waiting` when approvals are missing that may still come; `refused` when what was given does not hold. */
export type ApprovalDecision =
  | { readonly kind: 'granted'; readonly approvals: readonly HeldApproval[] }
  | { readonly kind: 'waiting'; readonly reason: string }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

/** Tells whether a plan may be applied now. Apply asks nobody else. */
export interface ApprovalGate {
  readonly check: (question: ApprovalQuestion) => Promise<ApprovalDecision>
}
