import type { Approval } from '../../../core/approval.js'
import { evidenceText } from '../../../engine/run/index.js'
import { count, type Palette, plainLine } from '../../../report/index.js'
import type { ApprovedPlan, PlanApprovals, StandingOverview } from '../../../runner/approval/index.js'
import { needs } from '../approve/view.js'

const soonDays = 14

/** What a plan needs, who gave it, why others do not count, and who could. */
export function planPage(approvals: PlanApprovals, style: Palette): string {
  const { plan, requirement, held, missing, problems, standing, candidates, warning } = approvals
  return `${[
    `${style.bold(`plan ${plan.slice(0, 12)}`)} needs ${needs(requirement)}: ${requirement.reason}`,
    ...held.map(
      ({ approval }) =>
        `  ${style.green('held')}  ${approval.approver}${approval.selfApproved ? ' (self-approved)' : ''}, until ${approval.expires}${besides(approval)}`,
    ),
    ...problems.map(({ code, message }) => `  ${style.red('void')}  ${plainLine(message)} ${style.dim(`[${code}]`)}`),
    ...(warning ? [`  ${style.red('in vain')}  ${plainLine(warning.message)} ${style.dim(`[${warning.code}]`)}`] : []),
    ...(standing ? [`  ${style.green('held')}  standing approval ${standing}`] : []),
    missing === 0 || standing
      ? style.green('Nothing is missing.')
      : style.yellow(`${count(missing, 'approval')} missing; ${mayGive(candidates)}`),
  ].join('\n')}\n`
}

function mayGive(candidates: readonly string[]): string {
  return candidates.length > 0 ? `${candidates.join(', ')} may give one` : 'nobody of the configuration may give one'
}

/** Standing approvals with what is left of them, and approved plans. */
export function approvalsPage(
  { standing, plans }: { readonly standing: readonly StandingOverview[]; readonly plans: readonly ApprovedPlan[] },
  { style, now }: { readonly style: Palette; readonly now: Date },
): string {
  if (standing.length === 0 && plans.length === 0) return 'There are no approvals.\n'
  const lines = [
    ...(standing.length > 0
      ? [style.bold('Standing approvals'), ...standing.map((one) => standingLine(one, style))]
      : []),
    ...(plans.length > 0
      ? [style.bold('Approved plans'), ...plans.flatMap((one) => planLines(one, { style, now }))]
      : []),
  ]
  return `${lines.join('\n')}\n`
}

function standingLine({ standing, left, days, void: problem }: StandingOverview, style: Palette): string {
  const { id, playbook, uses, expires, grantedBy } = standing
  const now = left.now < left.inAll ? `, ${left.now} of them now` : ''
  const ends = days <= soonDays ? style.yellow(`ends ${expires}`) : `ends ${expires}`
  const state = problem ? style.red(problem) : `${left.inAll} of ${count(uses, 'use')} left${now}`
  return `  ${id}  ${style.dim(`${playbook}, by ${grantedBy}`)}  ${state}  ${ends}`
}

function planLines(
  { plan, approvals }: ApprovedPlan,
  { style, now }: { readonly style: Palette; readonly now: Date },
): readonly string[] {
  return approvals.map(({ approval, revoked }) => {
    const isOver = !(now.getTime() < Date.parse(approval.expires))
    const state = revoked
      ? style.red(`revoked by ${plainLine(revoked.by)}`)
      : isOver
        ? style.dim('expired')
        : `until ${plainLine(approval.expires)}`
    return `  ${plan.slice(0, 12)}  ${plainLine(approval.approver)}  ${state}${besides(approval)}`
  })
}

function besides({ evidence = [] }: Approval): string {
  return evidence.map((one) => `; ${plainLine(evidenceText(one))}`).join('')
}
