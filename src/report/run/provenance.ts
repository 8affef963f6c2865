import type { Approval } from '../../core/approval.js'
import { canonicalJson } from '../../core/canonical-json.js'
import type { Plan } from '../../core/plan.js'
import { plainLine } from '../escape/plain-text.js'
import type { Palette } from '../terminal/colour.js'

/** Under what a run ran: the template and its version, the changed parameters, and who approved it or which use it was. */
export function renderProvenance(plan: Plan, approvals: readonly Approval[], style: Palette): string {
  const { playbook, furtherPlaybooks, params, changedParams, requester, commit } = plan
  const templates = [playbook, ...furtherPlaybooks].map(
    ({ id, version, digest }) => `  template   ${id} version ${version} ${style.dim(digest.slice(0, 12))}`,
  )
  const changed = changedParams.map((name) => `${name}=${canonicalJson(params[name])}`)
  return `${[
    ...templates,
    `  changed    ${changed.length > 0 ? plainLine(changed.join(', ')) : 'nothing'}`,
    `  asked for  by ${plainLine(requester)}${commit === undefined ? '' : style.dim(` at commit ${commit.slice(0, 12)}`)}`,
    ...approvals.map((approval) => `  approved   ${plainLine(approvalText(approval))}`),
  ].join('\n')}\n`
}

/** Who approved: a person, the requester alone, or a use of a standing approval. */
export function approvalText({ approver, standing, selfApproved }: Approval): string {
  if (standing) return `standing approval ${standing.id} of ${approver}, use ${standing.use} of ${standing.of}`
  return selfApproved ? `${approver}, who asked for it (self-approved)` : approver
}
