import type { Approval } from '../../core/approval.js'
import { canonicalJson, digest } from '../../core/canonical-json.js'
import type { Plan } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'

/** The parts of a plan that an approval names. */
export type ApprovedContent = Pick<Approval, 'plan' | 'params' | 'targets' | 'commit'>

/** What an approval of a plan must name. */
export function approvedContent(plan: Plan): ApprovedContent {
  const targets = plan.targets.map((target) => [resourceAddress(target), target.fingerprint]).sort()
  return {
    plan: plan.hash,
    params: digest(plan.params),
    targets: digest(targets),
    ...(plan.commit === undefined ? {} : { commit: plan.commit }),
  }
}

/** The text that is signed: everything an approval says. */
export function approvalStatement(approval: Omit<Approval, 'signature'>): string {
  const { signature: _, ...statement } = approval as Approval
  return canonicalJson(statement)
}
