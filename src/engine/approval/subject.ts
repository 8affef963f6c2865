import type { Configuration } from '../../core/configuration.js'
import { type Risk, risks } from '../../core/operation.js'
import type { Plan, PlannedStep } from '../../core/plan.js'

/** The environment that resources of unknown and protected environments are judged as. */
const strictest = 'production'

/** What roles and rules look at in a plan. */
export interface ApprovalSubject {
  readonly risk: Risk
  /** For each environment the names that rules and roles may know it by. */
  readonly environments: readonly (readonly string[])[]
  readonly targets: number
  /** True when all targets stand in accounts of the embedded sandbox. */
  readonly sandbox: boolean
  /** True when a risk counts that is not the operation's own, but that of the step which is taken back. */
  readonly takesBack?: true
}

/** What is known of a plan besides what it says of itself. */
export interface SubjectFacts {
  readonly configuration: Pick<Configuration, 'environments' | 'accounts'>
  /** The risk of an operation as the catalog has it, so that a plan cannot call itself harmless. */
  readonly riskOf?: (operation: string) => Risk | undefined
  /** For a plan that takes back a run: the risk that counts for a step instead of its operation's. */
  readonly restored?: (step: PlannedStep) => Risk | undefined
}

/** What a plan is judged by: its highest risk, its environments, and how many resources it changes. */
export function approvalSubject(
  plan: Pick<Plan, 'targets' | 'risk'>,
  { configuration, riskOf, restored }: SubjectFacts,
): ApprovalSubject {
  const steps = plan.targets.flatMap((target) => target.steps)
  const sandboxes = new Set(
    configuration.accounts.filter(({ source }) => source.kind === 'sandbox').map(({ id }) => id),
  )
  const environments = new Map(
    plan.targets.map(({ environment }) => [environment, namesOf(environment, configuration.environments)]),
  )
  const ownRisk = (step: PlannedStep): Risk => higherRisk(step.risk, riskOf?.(step.operation) ?? step.risk)
  return {
    risk: [plan.risk, ...steps.map((step) => restored?.(step) ?? ownRisk(step))].reduce(higherRisk),
    environments: [...environments.values()],
    targets: plan.targets.length,
    sandbox: plan.targets.every(({ account }) => sandboxes.has(account)),
    ...(steps.some((step) => restored?.(step) !== undefined) ? { takesBack: true as const } : {}),
  }
}

/** The riskier of two. */
export function higherRisk(left: Risk, right: Risk): Risk {
  return risks.indexOf(left) >= risks.indexOf(right) ? left : right
}

/** A subject for people: `high risk on 3 resources in production`. */
export function subjectText({ risk, targets, environments, takesBack }: ApprovalSubject): string {
  const places = environments.map(([name]) => name).join(', ')
  const whose = takesBack ? ', that of what is taken back,' : ''
  return `${risk} risk${whose} on ${targets} ${targets === 1 ? 'resource' : 'resources'}${places === '' ? '' : ` in ${places}`}`
}

function namesOf(
  environment: string | undefined,
  configured: Configuration['environments'],
): readonly [string, ...string[]] {
  if (environment === undefined) return [strictest]
  return configured[environment]?.protected ? [environment, strictest] : [environment]
}
