import type { Approval } from '../../../core/approval.js'
import type { ApprovalRequirement, Plan, PlannedStep, PlannedTarget } from '../../../core/plan.js'
import { resourceAddress } from '../../../core/resource.js'
import { splitStepName } from '../../../engine/run/index.js'
import { count, type Palette, plainLine, playbooksText } from '../../../report/index.js'
import type { ApproveRequest, RehearsedApproval } from '../../../runner/approval/index.js'

/** An approval step, and the run that waits at it. */
type WaitingStep = NonNullable<ApproveRequest['at']>

const linesShown = 10

/** What is about to be approved, in short: the plan as a whole, or steps of a run of it. */
export function planSummary(
  plan: Plan,
  {
    requirement,
    steps,
    style,
  }: {
    readonly requirement: ApprovalRequirement
    readonly steps: readonly WaitingStep[]
    readonly style: Palette
  },
): string {
  const { requester, createdAt, expiresAt, hash, changedParams, params, commit } = plan
  const changed = changedParams.map((name) => `${name}=${JSON.stringify(params[name])}`).join(' ')
  return `${[
    `${style.bold(playbooksText(plan))}  ${style.dim(`plan ${hash.slice(0, 12)}`)}`,
    `Asked for by ${plainLine(requester)} at ${createdAt}, to be begun before ${expiresAt}${commit ? `, commit ${commit.slice(0, 12)}` : ''}`,
    ...(changed === '' ? [] : [`Changed parameters: ${plainLine(changed)}`]),
    ...(steps.length > 0 ? stepLines(plan, steps, { requirement, style }) : wholePlan(plan, requirement, style)),
    '',
  ].join('\n')}\n`
}

function wholePlan({ targets }: Plan, requirement: ApprovalRequirement, style: Palette): readonly string[] {
  const further = targets.length - linesShown
  return [
    `Needs ${needs(requirement)}: ${requirement.reason}`,
    '',
    ...targets.slice(0, linesShown).map((target) => targetLine(target, style)),
    ...(further > 0 ? [style.dim(`  and ${count(further, 'further resource')}; \`escher show\` lists all`)] : []),
  ]
}

/** Each step with what it needs itself, and the operations that its approval lets go. */
function stepLines(
  { targets }: Plan,
  steps: readonly WaitingStep[],
  { requirement: { notRequester }, style }: { readonly requirement: ApprovalRequirement; readonly style: Palette },
): readonly string[] {
  const further = steps.length - linesShown
  const lines = steps.slice(0, linesShown).flatMap(({ run, step }) => {
    const behind = operationsBehind(step.name, targets).map((operation) => operationText(operation, style))
    return [
      `Step ${plainLine(step.name)} of run ${run}, until ${step.expires}`,
      `  needs ${needs({ approvals: step.count, roles: step.roles, notRequester })}`,
      `  then  ${behind.join(', ') || 'no further operation'}`,
    ]
  })
  return ['', ...lines, ...(further > 0 ? [style.dim(`  and ${count(further, 'further step')}`)] : [])]
}

/** The operations of a target that come after an approval step, up to its next one. */
function operationsBehind(name: string, targets: readonly PlannedTarget[]): readonly PlannedStep[] {
  const { address, step } = splitStepName(name)
  const target = targets.find((one) => resourceAddress(one) === address)
  if (!target) return []
  const after = target.course.slice(target.course.findIndex((action) => action.step === step) + 1)
  const next = after.findIndex(({ kind }) => kind === 'approve')
  const names = new Set(after.slice(0, next < 0 ? after.length : next).map((action) => action.step))
  return target.steps.filter((planned) => names.has(planned.step))
}

function targetLine(target: PlannedTarget, style: Palette): string {
  const steps = target.steps.map((step) => operationText(step, style))
  return `  ${plainLine(resourceAddress(target))}  ${steps.join(', ')}`
}

function operationText({ operation, risk, destructive, inverse }: PlannedStep, style: Palette): string {
  const marks = [destructive && 'destructive', inverse === 'irreversible' && 'irreversible'].filter(Boolean).join(', ')
  return `${operation.split('.').at(-1)} ${style.dim(`(${[risk, marks].filter((part) => part !== '').join(', ')})`)}`
}

/** How many approvals, of whom. */
export function needs({
  approvals,
  roles,
  notRequester,
}: Pick<ApprovalRequirement, 'approvals' | 'roles' | 'notRequester'>): string {
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
