import type { PlanOptions } from '../../report/index.js'
import type { CommandContext } from '../environment/context.js'

const targetsShown = 20

/** What is shown of a plan besides what stands in it. */
interface PlanView {
  /** Every target, and not only the first of them. */
  readonly all?: boolean | undefined
  readonly approvals?: PlanOptions['approvals'] | undefined
}

/** How plans are shown on this terminal; lines are folded for people only. */
export function planOptions({ terminal, version }: CommandContext, { all, approvals }: PlanView): PlanOptions {
  const { colour } = terminal
  const width = terminal.isTerminal ? terminal.width : Number.POSITIVE_INFINITY
  const targets = all ? Number.POSITIVE_INFINITY : targetsShown
  return { colour, width, toolVersion: version, targets, ...(approvals ? { approvals } : {}) }
}
