import type { Plan } from '../../core/plan.js'

/** What a format of plans may need besides the plan. */
export interface PlanOptions {
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly toolVersion: string
  /** Targets shown in the terminal and in Markdown; the rest is counted. */
  readonly targets: number
}

/** Renders a plan piece by piece, so that a large one is never one text in memory. */
export type PlanRenderer = (plan: Plan, options: PlanOptions) => Iterable<string>
