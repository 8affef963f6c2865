import type { Approval } from '../../../core/approval.js'
import type { Plan } from '../../../core/plan.js'
import type { RunState } from '../../../engine/run/index.js'
import { count, palette, renderProvenance } from '../../../report/index.js'

/** What a run of a template did, as the audit will say: its version, the changed parameters, under whose approval. */
export function extensionAudit({ id, phase, plan }: RunState, approvals: readonly Approval[], colour: boolean): string {
  const style = palette(colour)
  const head = `${style.bold(`Run ${id}`)} ${phase}, ${count(plan.targets.length, 'resource')}`
  return `${head}\n${renderProvenance(plan, approvals, style)}`
}

/** What to do with a plan that was refused: it is kept. */
export function refusedPlan({ hash }: Plan): string {
  return `The plan is kept: \`escher approve ${hash.slice(0, 12)}\` approves it, \`escher apply ${hash.slice(0, 12)}\` applies it.\n`
}
