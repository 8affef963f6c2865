import type { Access } from '../../core/access.js'
import type { SignatureVerifier } from '../../core/approval.js'
import type { Configuration } from '../../core/configuration.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Risk } from '../../core/operation.js'
import type { ApprovalRequirement, Plan } from '../../core/plan.js'
import type { CompiledPlaybook, StandingApproval } from '../../core/playbook.js'
import {
  type ApprovalSubject,
  approvalRequirement,
  approvalStatement,
  approvalSubject,
  type FoundApproval,
  personOf,
} from '../../engine/index.js'
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

/** What a plan is judged by, and what it needs. The plan's own word for either is not taken. */
export function requirementOf(
  plan: Plan,
  rules: ApprovalRules,
): { readonly subject: ApprovalSubject; readonly requirement: ApprovalRequirement } {
  const subject = approvalSubject(plan, rules)
  return { subject, requirement: approvalRequirement(subject, rules.access.approvalRules) }
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
