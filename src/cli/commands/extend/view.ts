import type { Approval } from '../../../core/approval.js'
import type { Plan } from '../../../core/plan.js'
import type { RunState } from '../../../engine/run/index.js'
import { count, palette, plainLine } from '../../../report/index.js'

/** What a run of a template did, as the audit will say: its version, the changed parameters, under whose approval. */
export function extensionAudit({ id, phase, plan }: RunState, approvals: readonly Approval[], colour: boolean): string {
  const style = palette(colour)
  const { playbook, params, changedParams } = plan
  const changed = changedParams.map((name) => `${name} = ${JSON.stringify(params[name])}`)
  return `${[
    `${style.bold(`Run ${id}`)} ${phase}, ${count(plan.targets.length, 'resource')}`,
    `  template   ${playbook.id} version ${playbook.version} ${style.dim(playbook.digest.slice(0, 12))}`,
    `  changed    ${changed.length > 0 ? plainLine(changed.join(', ')) : 'nothing'}`,
    ...approvals.map((approval) => `  approved   ${approvalText(approval)}`),
  ].join('\n')}\n`
}

function approvalText({ approver, standing, selfApproved }: Approval): string {
  if (standing) return `standing approval ${standing.id} of ${approver}, use ${standing.use} of ${standing.of}`
  return selfApproved ? `${approver}, who asked for it (self-approved)` : approver
}

/** What to do with a plan that was refused: it is kept. */
export function refusedPlan({ hash }: Plan): string {
  return `The plan is kept: \`escher approve ${hash.slice(0, 12)}\` approves it, \`escher apply ${hash.slice(0, 12)}\` applies it.\n`
}
