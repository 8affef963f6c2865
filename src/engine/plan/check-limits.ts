import type { Diagnostic } from '../../core/diagnostics.js'
import { type PlannedStep, type PlannedTarget, planLifetimeSeconds } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import { planDiagnostics } from './diagnostics.js'
import type { DraftedOrder } from './draft.js'
import { isWorse, worstRisk } from './limits.js'
import type { PlanRequest } from './plan-request.js'
import { nextOpening } from './windows.js'

/** When a plan that is made at an instant expires. */
export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + planLifetimeSeconds * 1000)
}

const everyPlan = 'the blast radius of the configuration'

/** Everything about a whole draft that its limits do not allow. */
export function checkLimits(
  orders: readonly DraftedOrder[],
  targets: readonly PlannedTarget[],
  request: PlanRequest,
): readonly Diagnostic[] {
  const byAddress = new Map(targets.map((target) => [resourceAddress(target), target]))
  return [
    ...checkBlastRadius(targets, request),
    ...orders.flatMap((order) => {
      const steps = stepsOf(order, byAddress)
      return steps.length === 0
        ? []
        : [
            ...checkCount(order),
            ...checkRisk(order, steps, request),
            ...checkFilter(order, steps),
            ...checkWindows(order, steps, request),
          ]
    }),
  ]
}

function stepsOf(
  { playbooks, targets }: DraftedOrder,
  all: ReadonlyMap<string, PlannedTarget>,
): readonly PlannedStep[] {
  const own = new Set(playbooks.map(({ id }) => id))
  return targets.flatMap((address) => all.get(address)?.steps.filter(({ playbook }) => own.has(playbook)) ?? [])
}

function checkBlastRadius(targets: readonly PlannedTarget[], { blastRadius }: PlanRequest): readonly Diagnostic[] {
  const destroyed = targets.filter(({ steps }) => steps.some(({ destructive }) => destructive)).length
  return [
    ...tooMany(targets.length, blastRadius.maximumTargets, everyPlan),
    ...tooMany(destroyed, blastRadius.maximumDestroyed, `${everyPlan} for destructive actions`),
  ]
}

function checkCount({ targets, playbooks }: DraftedOrder): readonly Diagnostic[] {
  return playbooks.flatMap(({ id, limits }) => tooMany(targets.length, limits.maximumTargets, `the playbook \`${id}\``))
}

function tooMany(targets: number, limit: number, by: string): readonly Diagnostic[] {
  return targets > limit ? [planDiagnostics.report('too-many-targets', { targets, limit, by })] : []
}

function checkRisk(
  { playbooks }: DraftedOrder,
  steps: readonly PlannedStep[],
  { blastRadius }: PlanRequest,
): readonly Diagnostic[] {
  const operations = [...new Map(steps.map((step) => [step.operation, step])).values()]
  const limits = [
    { by: everyPlan, limit: blastRadius.maximumRisk },
    ...playbooks.map((playbook) => ({ by: `the playbook \`${playbook.id}\``, limit: playbook.limits.maximumRisk })),
  ]
  return operations.flatMap(({ operation, risk }) =>
    limits
      .filter(({ limit }) => isWorse(risk, limit))
      .map(({ by, limit }) => planDiagnostics.report('plan-over-risk-limit', { operation, risk, limit, by })),
  )
}

function checkFilter({ order, playbooks }: DraftedOrder, steps: readonly PlannedStep[]): readonly Diagnostic[] {
  const { playbook, findings, select, selection } = order
  const isNarrowed =
    findings !== undefined ||
    select.length > 0 ||
    (selection.resources ?? []).length > 0 ||
    playbooks.some(({ scope }) => scope !== undefined)
  const destructive = isNarrowed ? undefined : steps.find((step) => step.destructive)
  if (!destructive) return []
  const { operation } = destructive
  return [planDiagnostics.report('destructive-without-filter', { playbook: playbook.id, operation })]
}

function checkWindows(
  { order: { playbook }, playbooks }: DraftedOrder,
  steps: readonly PlannedStep[],
  { now }: PlanRequest,
): readonly Diagnostic[] {
  const lists = playbooks.map(({ limits }) => limits.windows)
  const until = expiryOf(now)
  const isCritical = worstRisk(steps.map(({ risk }) => risk)) === 'critical'
  if (isCritical && playbook.limits.windows.length === 0) {
    return [planDiagnostics.report('critical-without-window', { playbook: playbook.id })]
  }
  if (nextOpening(lists, now, until)) return []
  return [planDiagnostics.report('outside-window', { playbook: playbook.id, until: until.toISOString() })]
}
