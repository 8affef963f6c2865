import type { Access, ApprovalRule, Permission, Person } from '../../core/access.js'
import { risks } from '../../core/operation.js'

/**
 * What a rule lacks to be met by the people there are, whoever of them asks: `high risk: 2 approvals besides who asks, …`.
 * Undefined when some plan that the rule is for can be approved, when nobody may ask for one, and when nobody is named.
 */
export function shortfallOf(rule: ApprovalRule, access: Access): string | undefined {
  if (rule.approvals === 0 || access.people.length === 0) return undefined
  const most = environmentsOf(rule, access).flatMap((environment) => mostApprovals(rule, environment, access))
  if (most.length === 0 || most.some((count) => count >= rule.approvals)) return undefined
  return shortfallText(rule, Math.max(...most))
}

/** The environments whose plans the rule may decide; undefined stands for those that no role names. */
function environmentsOf({ environments }: ApprovalRule, { roles }: Access): readonly (string | undefined)[] {
  if (environments.length > 0) return environments
  const named = roles.flatMap(({ run, approve }) => [...run.environments, ...approve.environments])
  return [undefined, ...new Set(named)]
}

/** How many can approve a plan in an environment when one of those asks who may; none in the list where nobody may. */
function mostApprovals(rule: ApprovalRule, environment: string | undefined, access: Access): readonly number[] {
  const mayDo = (person: Person, what: 'run' | 'approve', among?: readonly string[]): boolean =>
    access.roles.some(
      (role) =>
        person.roles.includes(role.id) && (among?.includes(role.id) ?? true) && reaches(role[what], rule, environment),
    )
  const requesters = access.people.filter((person) => mayDo(person, 'run'))
  const approvers = access.people.filter((person) => person.signers.length > 0 && mayDo(person, 'approve', rule.roles))
  return requesters.map((requester) =>
    rule.notRequester ? approvers.filter(({ id }) => id !== requester.id).length : approvers.length,
  )
}

/** Whether a permission is enough for the smallest plan that a rule is for. */
function reaches(
  { maximumRisk, environments, maximumTargets }: Permission,
  { risk, minimumTargets }: ApprovalRule,
  environment: string | undefined,
): boolean {
  if (maximumRisk === 'none' || risks.indexOf(risk) > risks.indexOf(maximumRisk)) return false
  const isInside = environments.length === 0 || (environment !== undefined && environments.includes(environment))
  return isInside && minimumTargets <= maximumTargets
}

function shortfallText({ risk, environments, minimumTargets, approvals, notRequester }: ApprovalRule, most: number) {
  const where = environments.length > 0 ? ` in ${environments.join(', ')}` : ''
  const many = minimumTargets > 1 ? ` on ${minimumTargets} resources or more` : ''
  const asked = `${approvals} ${approvals === 1 ? 'approval' : 'approvals'}${notRequester ? ' besides who asks' : ''}`
  const left = most === 0 ? 'nobody' : `only ${most} ${most === 1 ? 'person' : 'people'}`
  return `${risk} risk${where}${many} needs ${asked}, and ${left} with a key could give one`
}
