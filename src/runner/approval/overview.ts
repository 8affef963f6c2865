import type { Diagnostic } from '../../core/diagnostics.js'
import type { ApprovalRequirement, Plan } from '../../core/plan.js'
import type { StandingApproval } from '../../core/playbook.js'
import { type Assessment, assessApprovals, mayApprove, problemOfStanding, usesLeft } from '../../engine/index.js'
import { type KeptApproval, listApprovedPlans, readApprovals } from './approval-records.js'
import { type ApprovalRules, findApprovals, requirementOf } from './rules-of-approval.js'
import { readUses } from './standing-uses.js'

/** What a plan needs and has. */
export interface PlanApprovals extends Assessment {
  readonly plan: string
  readonly requirement: ApprovalRequirement
  /** The standing approval that would let it go ahead. */
  readonly standing?: string
  /** Who could approve it and has not. */
  readonly candidates: readonly string[]
  /** That it cannot be applied for whoever asked for it. */
  readonly warning?: Diagnostic
}

/** A standing approval and what is left of it. */
export interface StandingOverview {
  readonly standing: StandingApproval
  readonly left: { readonly inAll: number; readonly now: number }
  /** Days until it ends; none or fewer when it has. */
  readonly days: number
  /** Why it holds no longer, whatever is asked of it. */
  readonly void?: 'expired' | 'stale' | 'spent'
}

/** A plan that somebody approved, by its hash. */
export interface ApprovedPlan {
  readonly plan: string
  readonly approvals: readonly KeptApproval[]
}

/** What a plan needs, who gave it, and who could. Uses nothing up. */
export async function approvalsOfPlan(plan: Plan, rules: ApprovalRules, now: Date): Promise<PlanApprovals> {
  const { subject, requirement, warning } = await requirementOf(plan, rules, now)
  const { access } = rules
  const found = (await findApprovals(rules, plan.hash)).filter(({ approval }) => approval.step === undefined)
  const context = { plan, subject, requirement, access, now }
  const assessment = assessApprovals(found, { ...context, needed: requirement.approvals })
  const standing = await firstHolding(rules, context)
  const held = new Set(assessment.held.map(({ approval }) => approval.approver))
  const candidates = access.people.filter(
    (person) =>
      person.signers.length > 0 &&
      !held.has(person.id) &&
      !(requirement.notRequester && person.id === plan.requester) &&
      mayApprove(access, person, { roles: requirement.roles, subject }),
  )
  return {
    plan: plan.hash,
    requirement,
    ...assessment,
    ...(standing ? { standing: standing.id } : {}),
    ...(warning ? { warning } : {}),
    candidates: assessment.missing > 0 ? candidates.map(({ id }) => id) : [],
  }
}

async function firstHolding(
  { store, standingApprovals, playbooks }: ApprovalRules,
  context: Parameters<typeof problemOfStanding>[1],
): Promise<StandingApproval | undefined> {
  const playbook = playbooks.find(({ id }) => id === context.plan.playbook.id)
  for (const standing of standingApprovals) {
    if (
      standing.playbook !== context.plan.playbook.id ||
      problemOfStanding(standing, { ...context, ...(playbook ? { playbook } : {}) })
    )
      continue
    if (usesLeft(standing, await readUses(store, standing.id), context.now).now > 0) return standing
  }
  return undefined
}

/** The standing approvals of the repository, those that end soonest first. */
export async function standingOverview(
  { store, standingApprovals, playbooks }: ApprovalRules,
  now: Date,
): Promise<readonly StandingOverview[]> {
  const digests = new Map(playbooks.map(({ id, digest }) => [id, digest]))
  const overviews = await Promise.all(
    standingApprovals.map(async (standing): Promise<StandingOverview> => {
      const left = usesLeft(standing, await readUses(store, standing.id), now)
      const days = Math.ceil((Date.parse(standing.expires) - now.getTime()) / 86_400_000)
      const isStale = digests.get(standing.playbook) !== standing.digest
      const problem = days <= 0 ? 'expired' : isStale ? 'stale' : left.inAll === 0 ? 'spent' : undefined
      return { standing, left, days, ...(problem ? { void: problem } : {}) }
    }),
  )
  return overviews.sort((left, right) => left.days - right.days)
}

/** The plans in the store that somebody approved. */
export async function approvedPlans({ store }: Pick<ApprovalRules, 'store'>): Promise<readonly ApprovedPlan[]> {
  const plans = await listApprovedPlans(store)
  return await Promise.all(plans.map(async (plan) => ({ plan, approvals: await readApprovals(store, plan) })))
}
