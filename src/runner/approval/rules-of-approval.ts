import type { Access } from '../../core/access.js'
import type { SignatureVerifier } from '../../core/approval.js'
import type { Configuration } from '../../core/configuration.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Risk } from '../../core/operation.js'
import type { ApprovalRequirement, Plan } from '../../core/plan.js'
import type { CompiledPlaybook, StandingApproval } from '../../core/playbook.js'
import {
  type ApprovalSubject,
  approvalDiagnostics,
  approvalRequirement,
  approvalStatement,
  approvalSubject,
  type FoundApproval,
  personOf,
  problemOfRequester,
  takenBack,
} from '../../engine/index.js'
import { examineRun } from '../apply/examine-run.js'
import { readApprovals } from './approval-records.js'

/** What decides about approvals: the repository's files as they are now, and the store. */
export interface ApprovalRules {
  readonly store: ObjectStore
  readonly verifier: SignatureVerifier
  readonly access: Access
  readonly configuration: Pick<Configuration, 'environments' | 'accounts'>
  readonly playbooks: readonly CompiledPlaybook[]
  readonly standingApprovals: readonly StandingApproval[]
  /** The risk of an operation by name, as the catalog has it. */
  readonly riskOf: (operation: string) => Risk | undefined
}

/** What a plan is judged by, and what it needs. */
export interface JudgedPlan {
  readonly subject: ApprovalSubject
  readonly requirement: ApprovalRequirement
  /** Why it is not what it says it is, whoever approves it. */
  readonly problem?: Diagnostic
  /** That it cannot be applied for whoever asked for it, whoever approves it. */
  readonly warning?: Diagnostic
}

/**
 * What a plan is judged by when it is begun at an instant, and what it needs. The plan's own word for either is not
 * taken: one that takes back a run is held against the records of that run.
 */
export async function requirementOf(plan: Plan, rules: ApprovalRules, at: Date): Promise<JudgedPlan> {
  const { store, configuration, riskOf, access } = rules
  const { undoes } = plan
  if (undoes === undefined) return judged(plan, approvalSubject(plan, rules), access)
  const { state: run, problems } = await examineRun(store, { run: undoes })
  const { stray, riskOf: restored } = takenBack(plan, { run: problems.length > 0 ? undefined : run, at, riskOf })
  const subject = approvalSubject(plan, { configuration, riskOf, restored })
  const problem = stray === undefined ? {} : { problem: strayStep(undoes, stray) }
  return { ...judged(plan, subject, access), ...problem }
}

function judged(plan: Plan, subject: ApprovalSubject, access: Access): JudgedPlan {
  const requirement = approvalRequirement(subject, access.approvalRules)
  const problem = problemOfRequester(plan, subject, access)
  return { subject, requirement, ...(problem ? { warning: { ...problem, severity: 'warning' } } : {}) }
}

function strayStep(run: string, step: string): Diagnostic {
  return approvalDiagnostics.report('undo-not-recorded', { run, step })
}

/** The approvals kept for a plan, each with what its signature is worth today. */
export async function findApprovals(
  { store, verifier, access }: ApprovalRules,
  plan: string,
): Promise<readonly FoundApproval[]> {
  const kept = await readApprovals(store, plan)
  return await Promise.all(
    kept.map(async (one) => {
      const { signature, approver } = one.approval
      const signers = personOf(access, approver)?.signers ?? []
      const signed = { message: approvalStatement(one.approval), signature, signers }
      return { ...one, signature: await verifier.verify(signed) }
    }),
  )
}
