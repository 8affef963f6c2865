import type { Bundle } from '../../core/bundle.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { Operation } from '../../core/operation.js'
import { type Plan, planHash } from '../../core/plan.js'
import { approvalDiagnostics } from '../../engine/index.js'
import { applyDiagnostics } from './diagnostics.js'

/** What a plan is held against before it is begun. */
export interface AdmissionContext {
  readonly playbooks: Bundle['playbooks']
  readonly operations: ReadonlyMap<string, Operation>
  readonly now: Date
}

/** Why a plan must not be begun, as far as plan and files alone can tell; approvals come after this. */
export function problemsOf(plan: Plan, { playbooks, operations, now }: AdmissionContext): readonly Diagnostic[] {
  if (planHash(plan) !== plan.hash) return [approvalDiagnostics.report('plan-altered', { plan: plan.hash })]
  const { expiresAt, notBefore, targets } = plan
  const problems: Diagnostic[] = []
  if (targets.length === 0) problems.push(applyDiagnostics.report('plan-without-targets', undefined))
  if (new Date(expiresAt) <= now) problems.push(approvalDiagnostics.report('plan-expired', { expiresAt }))
  if (notBefore !== undefined && new Date(notBefore) > now) {
    problems.push(applyDiagnostics.report('plan-too-early', { notBefore }))
  }
  const followed = plan.undoes === undefined ? [plan.playbook, ...plan.furtherPlaybooks] : []
  for (const { id, digest } of followed) {
    if (playbooks.find((playbook) => playbook.id === id)?.digest === digest) continue
    problems.push(approvalDiagnostics.report('playbook-changed', { playbook: id }))
  }
  return [...problems, ...unknownOperations(plan, operations)]
}

/** Operations of the plan that cannot be performed, because this version does not have them. */
export function unknownOperations(plan: Plan, operations: ReadonlyMap<string, Operation>): readonly Diagnostic[] {
  const names = new Set(plan.targets.flatMap(({ steps }) => steps.map(({ operation }) => operation)))
  const unknown = [...names].filter((name) => !operations.has(name))
  return unknown.map((operation) => applyDiagnostics.report('operation-unknown', { operation }))
}
