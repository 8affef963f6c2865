import type { Approval } from '../../../core/approval.js'
import type { ApprovalRequirement, Plan, PlannedTarget } from '../../../core/plan.js'
import { resourceAddress } from '../../../core/resource.js'
import { count, type Palette, plainLine } from '../../../report/index.js'
import type { ApproveRequest, RehearsedApproval } from '../../../runner/approval/index.js'

const targetsShown = 10

/** What is about to be approved, in short. */
export function planSummary(
  plan: Plan,
  {
    requirement,
    steps,
    style,
  }: {
    readonly requirement: ApprovalRequirement
    readonly steps: readonly NonNullable<ApproveRequest['at']>[]
    readonly style: Palette
  },
): string {
  const { playbook, requester, createdAt, expiresAt, targets, hash, changedParams, params, commit } = plan
  const changed = changedParams.map((name) => `${name}=${JSON.stringify(params[name])}`).join(' ')
  const further = targets.length - targetsShown
  return `${[
    `${style.bold(playbook.id)} version ${playbook.version}  ${style.dim(`plan ${hash.slice(0, 12)}`)}`,
    `Asked for by ${plainLine(requester)} at ${createdAt}, to be begun before ${expiresAt}${commit ? `, commit ${commit.slice(0, 12)}` : ''}`,
    ...(changed === '' ? [] : [`Changed parameters: ${plainLine(changed)}`]),
    ...steps.map(({ run, step }) => `Step ${plainLine(step.name)} of run ${run}, until ${step.expires}`),
    `Needs ${needs(requirement)}: ${requirement.reason}`,
    '',
    ...targets.slice(0, targetsShown).map((target) => targetLine(target, style)),
    ...(further > 0 ? [style.dim(`  and ${count(further, 'further resource')}; \`escher show\` lists all`)] : []),
    '',
  ].join('\n')}\n`
}

function targetLine(target: PlannedTarget, style: Palette): string {
  const steps = target.steps.map(({ operation, risk, destructive, inverse }) => {
    const marks = [destructive && 'destructive', inverse === 'irreversible' && 'irreversible']
      .filter(Boolean)
      .join(', ')
    return `${operation.split('.').at(-1)} ${style.dim(`(${[risk, marks].filter((part) => part !== '').join(', ')})`)}`
  })
  return `  ${plainLine(resourceAddress(target))}  ${steps.join(', ')}`
}

/** How many approvals, of whom. */
export function needs({ approvals, roles, notRequester }: ApprovalRequirement): string {
  if (approvals === 0) return 'nobody’s approval'
  const whose = roles.length > 0 ? ` of ${roles.join(' or ')}` : ''
  return `${count(approvals, 'approval')}${whose}${notRequester ? ', not the requester' : ''}`
}

/** What was approved, in one line. */
export function approvalLine({ approver, plan, expires, selfApproved, step }: Approval): string {
  const what = step === undefined ? `plan ${plan.slice(0, 12)}` : `step ${plainLine(step)}`
  return `Approved ${what} as ${approver}${selfApproved ? ' (self-approved)' : ''}, until ${expires}.\n`
}

/** What would be signed, and whether it would count. */
export function rehearsedPage({ statement, problem }: RehearsedApproval, style: Palette): string {
  const members = Object.entries(statement).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return `  ${name.padEnd('selfApproved'.length)}  ${plainLine(text)}`
  })
  const verdict = problem
    ? style.red(`It would not count: ${plainLine(problem.message)} [${problem.code}]`)
    : style.green('It would count.')
  return `${['Would be signed:', ...members, verdict].join('\n')}\n`
}
