import type { Access } from '../../core/access.js'
import type { HeldApproval } from '../../core/approval.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { type Plan, planHash } from '../../core/plan.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import { approvalDiagnostics } from './diagnostics.js'
import { type ApprovalContext, type FoundApproval, problemOfApproval } from './judge-approval.js'
import { mayRun } from './permission.js'
import { type ApprovalSubject, subjectText } from './subject.js'

/** What there is of the approvals that something needs. */
export interface Assessment {
  /** One for each person whose approval counts. */
  readonly held: readonly HeldApproval[]
  readonly missing: number
  /** Why others do not count. */
  readonly problems: readonly Diagnostic[]
}

/** Counts the people whose approval holds; each counts once, however often they approved. */
export function assessApprovals(
  found: readonly FoundApproval[],
  context: ApprovalContext & { readonly needed: number },
): Assessment {
  const held = new Map<string, HeldApproval>()
  const problems = new Map<string, Diagnostic>()
  for (const one of found) {
    const { approver } = one.approval
    const problem = problemOfApproval(one, context)
    if (problem) problems.set(approver, problem)
    else if (!held.has(approver)) held.set(approver, { approval: one.approval, evidence: one.key })
  }
  for (const approver of held.keys()) problems.delete(approver)
  return {
    held: [...held.values()],
    missing: Math.max(0, context.needed - held.size),
    problems: [...problems.values()],
  }
}

/**
 * Why a plan may not be applied whoever approves it; undefined when nothing stands against it. One that takes back a run
 * follows that run's records, and not its playbook.
 */
export function problemOfPlan(
  plan: Plan,
  context: Pick<ApprovalContext, 'access' | 'subject' | 'now'> & {
    readonly playbooks: readonly Pick<CompiledPlaybook, 'id' | 'digest'>[]
    /** True when there is a run already: it goes on as it was begun. */
    readonly begun: boolean
    /** Who applies it or goes on with it, if a person does. */
    readonly principal?: string
  },
): Diagnostic | undefined {
  const { access, subject, now, playbooks, begun, principal } = context
  if (planHash(plan) !== plan.hash) return approvalDiagnostics.report('plan-altered', { plan: plan.hash })
  const refusal = problemOfRequester(plan, subject, access)
  if (refusal) return refusal
  if (principal !== undefined && !mayRun(access, principal, subject)) {
    return approvalDiagnostics.report('principal-not-allowed', { principal, subject: subjectText(subject) })
  }
  if (begun) return undefined
  if (!(now.getTime() < Date.parse(plan.expiresAt))) {
    return approvalDiagnostics.report('plan-expired', { expiresAt: plan.expiresAt })
  }
  if (plan.undoes !== undefined) return undefined
  const digests = new Map(playbooks.map(({ id, digest }) => [id, digest]))
  const changed = [plan.playbook, ...plan.furtherPlaybooks].find(({ id, digest }) => digests.get(id) !== digest)
  return changed && approvalDiagnostics.report('playbook-changed', { playbook: changed.id })
}

/** Why a plan may not be applied for whoever asked for it. */
export function problemOfRequester(
  { requester }: Pick<Plan, 'requester'>,
  subject: ApprovalSubject,
  access: Access,
): Diagnostic | undefined {
  if (mayRun(access, requester, subject)) return undefined
  return approvalDiagnostics.report('requester-not-allowed', { requester, subject: subjectText(subject) })
}
