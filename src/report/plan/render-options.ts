import type { Plan } from '../../core/plan.js'

/** What a format of plans may need besides the plan. */
export interface PlanOptions {
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly toolVersion: string
  /** Targets shown in the terminal and in Markdown; the rest is counted. */
  readonly targets: number
  /** What is held of the approvals that the plan needs, where that is known. */
  readonly approvals?: HeldApprovals
}

/** The approvals of a plan that are held now. */
export interface HeldApprovals {
  /** Who approved, and until when (ISO 8601) it holds. */
  readonly held: readonly { readonly approver: string; readonly expires: string; readonly selfApproved: boolean }[]
  /** How many are missing. */
  readonly missing: number
  /** Who could give one. */
  readonly candidates: readonly string[]
  /** The standing approval under which it may go ahead, with uses left. */
  readonly standing?: string
}

/** Renders a plan piece by piece, so that a large one is never one text in memory. */
export type PlanRenderer = (plan: Plan, options: PlanOptions) => Iterable<string>
