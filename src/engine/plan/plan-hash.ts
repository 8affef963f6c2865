import type { Outcome } from '../../core/diagnostics.js'
import { type Plan, planHash } from '../../core/plan.js'
import { approvalDiagnostics } from '../approval/diagnostics.js'
import { planDiagnostics } from './diagnostics.js'
import { isObject } from './json-object.js'

/** A plan with the hash over everything else in it. */
export function sealed(plan: Omit<Plan, 'hash'>): Plan {
  return { ...plan, hash: planHash(plan) }
}

/** A plan as read from a file or a store; refused when it is none, or does not have the hash that it states. */
export function verifyPlan(value: unknown): Outcome<Plan | undefined> {
  const problem = problemOf(value)
  if (problem !== undefined) {
    return { value: undefined, diagnostics: [planDiagnostics.report('plan-unreadable', { problem })] }
  }
  const plan = value as Plan
  if (planHash(plan) === plan.hash) return { value: plan, diagnostics: [] }
  return { value: undefined, diagnostics: [approvalDiagnostics.report('plan-altered', { plan: plan.hash })] }
}

/** The plan in a JSON text. */
export function parsePlan(text: string): Outcome<Plan | undefined> {
  try {
    return verifyPlan(JSON.parse(text))
  } catch {
    const problem = 'it is not JSON'
    return { value: undefined, diagnostics: [planDiagnostics.report('plan-unreadable', { problem })] }
  }
}

const lists = ['targets', 'skipped', 'furtherPlaybooks', 'changedParams'] as const
const texts = ['hash', 'snapshot', 'requester', 'createdAt', 'expiresAt', 'risk'] as const
const objects = ['playbook', 'params', 'rollout', 'prediction', 'approval'] as const

function problemOf(value: unknown): string | undefined {
  if (!isObject(value)) return 'it is not a JSON object'
  if (value['version'] !== 1) return 'its version is not 1'
  const missing =
    lists.find((name) => !Array.isArray(value[name])) ??
    texts.find((name) => typeof value[name] !== 'string') ??
    objects.find((name) => !isObject(value[name]))
  if (missing !== undefined) return `\`${missing}\` is missing`
  return isObject(value['rollout']) && Array.isArray(value['rollout']['parts']) ? undefined : 'its rollout has no parts'
}
