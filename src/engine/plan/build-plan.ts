import type { Diagnostic } from '../../core/diagnostics.js'
import { hasErrors } from '../../core/diagnostics.js'
import type { Plan, PlannedPlaybook, PlannedTarget, SkippedTarget } from '../../core/plan.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import { approvalRequirement, approvalSubject, problemOfStanding } from '../approval/index.js'
import { PriceBook } from '../cost/index.js'
import { checkLimits, expiryOf } from './check-limits.js'
import type { Conflict } from './conflicts.js'
import { planDiagnostics } from './diagnostics.js'
import type { Draft } from './draft.js'
import { type Exclusion, worstRisk } from './limits.js'
import { costOfPlan, withCosts } from './plan-costs.js'
import { sealed } from './plan-hash.js'
import type { PlanRequest } from './plan-request.js'
import { predict } from './predict.js'
import { rolloutOf } from './rollout.js'
import { nextOpening } from './windows.js'
import { draftOf } from './yielding.js'

/** A plan, or why there is none, and what was left out in either case. */
export interface Planning {
  readonly plan?: Plan
  readonly skipped: readonly SkippedTarget[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Makes a plan of playbooks on an estate, simulated on its snapshot. The same request gives the same plan. */
export function buildPlan(request: PlanRequest): Planning {
  const draft = draftOf(request)
  const { targets } = draft
  const skipped = inOrder(draft.skipped)
  const diagnostics = [
    ...draft.conflicts.map(conflictDiagnostic),
    ...(targets.length === 0 ? whyNothing(draft) : checkLimits(draft.orders, targets, request)),
  ]
  if (targets.length === 0 || hasErrors(diagnostics)) return { skipped, diagnostics }
  return { plan: planOf(draft, pricedTargets(draft, targets, request), request), skipped, diagnostics }
}

function pricedTargets(
  { movements }: Draft,
  targets: readonly PlannedTarget[],
  { types, operations, priceSheets, configuration, now }: PlanRequest,
): readonly PlannedTarget[] {
  const prices = new PriceBook({ sheets: priceSheets, accounts: configuration.accounts, now })
  return withCosts(targets, movements, { types, operations, prices })
}

function planOf(draft: Draft, targets: readonly PlannedTarget[], request: PlanRequest): Plan {
  const { now, policies, types, configuration, estate } = request
  const acting = draft.orders.filter((order) => order.targets.length > 0)
  const playbooks = [...new Map(acting.flatMap((order) => order.playbooks).map((one) => [one.id, one])).values()]
  const [first] = acting
  const [playbook, ...further] = playbooks
  if (!first || !playbook) throw new Error('a plan with targets has a playbook')
  const expiry = expiryOf(now)
  const opening = nextOpening(
    playbooks.map(({ limits }) => limits.windows),
    now,
    expiry,
  )
  const unapproved: Omit<Plan, 'approval' | 'hash'> = {
    version: 1,
    playbook: plannedPlaybook(playbook),
    furtherPlaybooks: further.map(plannedPlaybook),
    params: first.order.run.params,
    changedParams: first.order.run.changed,
    snapshot: request.snapshot,
    ...(request.commit === undefined ? {} : { commit: request.commit }),
    requester: request.requester,
    createdAt: now.toISOString(),
    expiresAt: expiry.toISOString(),
    ...(opening && opening > now ? { notBefore: opening.toISOString() } : {}),
    targets,
    rollout: rolloutOf(acting.map((drafted) => ({ ...drafted, playbook: drafted.order.playbook.id }))),
    skipped: inOrder(draft.skipped),
    prediction: predict({ policies, types, configuration, now, before: estate, changes: draft.estate.changes }),
    cost: costOfPlan(targets),
    risk: worstRisk(targets.flatMap(({ steps }) => steps.map((step) => step.risk))),
  }
  return withApproval(unapproved, request)
}

/** The plan with the approvals that it needs, and the standing approval that covers it, if one does. */
function withApproval(
  unapproved: Omit<Plan, 'approval' | 'hash'>,
  { configuration, access, now, standingApprovals }: PlanRequest,
): Plan {
  const subject = approvalSubject(unapproved, { configuration })
  const requirement = approvalRequirement(subject, access.approvalRules)
  const plan = sealed({ ...unapproved, approval: requirement })
  const standing = standingApprovals.find(
    (approval) => problemOfStanding(approval, { plan, subject, requirement, access, now }) === undefined,
  )
  return standing ? sealed({ ...unapproved, approval: { ...requirement, standing: standing.id } }) : plan
}

function plannedPlaybook(playbook: CompiledPlaybook): PlannedPlaybook {
  const { id, version, digest } = playbook
  return { id, version, digest, content: playbook }
}

function conflictDiagnostic({ resource, sides, about }: Conflict): Diagnostic {
  const [first = '', second = ''] = sides.map(({ name }) => name).sort()
  return planDiagnostics.report('conflicting-actions', { resource, first, second, about })
}

const refusals: ReadonlySet<SkippedTarget['kind']> = new Set(['refused', 'protected', 'conflicting'])

/** What kept every target out; when nothing did, there was nothing to do. */
function whyNothing({ exclusions, skipped }: Draft): readonly Diagnostic[] {
  const kept = new Map<string, Exclusion[]>()
  for (const exclusion of exclusions) {
    const key = `${exclusion.code} ${exclusion.name}`
    kept.set(key, [...(kept.get(key) ?? []), exclusion])
  }
  if (kept.size > 0) return [...kept.values()].flatMap(exclusionDiagnostic)
  const refused = skipped.filter(({ kind }) => refusals.has(kind))
  const [first] = refused
  if (first) {
    const count = new Set(refused.map(({ resource }) => resource)).size
    return [planDiagnostics.report('every-target-refused', { refused: count, reason: first.reason })]
  }
  return [planDiagnostics.report('nothing-to-do', { already: skipped.length })]
}

function exclusionDiagnostic(exclusions: readonly Exclusion[]): readonly Diagnostic[] {
  const [first] = exclusions
  if (!first) return []
  const { code, name } = first
  const targets = exclusions.length
  switch (code) {
    case 'protected-tag':
      return [planDiagnostics.report(code, { targets, tag: name })]
    case 'account-not-allowed':
      return [planDiagnostics.report(code, { targets, account: name })]
    case 'protected-environment':
    case 'environment-not-allowed':
      return [planDiagnostics.report(code, { targets, environment: name })]
  }
}

/** By address; what two orders leave out for the same reason is told once. */
function inOrder(skipped: readonly SkippedTarget[]): readonly SkippedTarget[] {
  const key = ({ resource, kind, reason }: SkippedTarget): string => `${resource}\n${kind}\n${reason}`
  const distinct = [...new Map(skipped.map((one) => [key(one), one])).values()]
  return distinct.sort((left, right) => (key(left) < key(right) ? -1 : 1))
}
