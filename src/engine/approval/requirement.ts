import { type ApprovalRule, defaultApprovalRules } from '../../core/access.js'
import type { ApprovalRequirement } from '../../core/plan.js'
import { listsEnvironment } from './permission.js'
import { type ApprovalSubject, subjectText } from './subject.js'

/**
 * The approvals that a plan needs, by the strictest of the rules that decide for its environments. Where the rules ask
 * nobody, the sandbox is changed without a record; anything real needs a signature, which may be the requester's own.
 */
export function approvalRequirement(subject: ApprovalSubject, rules: readonly ApprovalRule[]): ApprovalRequirement {
  const deciding = subject.environments.map((names) => decidingRule(subject, names, rules))
  const [strictest] = deciding.sort(byStrictness)
  const reason = subjectText(subject)
  if (!strictest || strictest.approvals === 0) {
    return subject.sandbox
      ? { approvals: 0, roles: [], notRequester: false, reason: `${reason}, in the sandbox`, selfApproved: true }
      : { approvals: 1, roles: [], notRequester: false, reason: `${reason}; the requester's own signature suffices` }
  }
  const notRequester = deciding.some((rule) => rule.notRequester)
  return { approvals: strictest.approvals, roles: strictest.roles, notRequester, reason }
}

function decidingRule(
  subject: ApprovalSubject,
  names: readonly string[],
  rules: readonly ApprovalRule[],
): ApprovalRule {
  const matching = [...rules, ...defaultApprovalRules].find(
    ({ risk, environments, minimumTargets }) =>
      risk === subject.risk && subject.targets >= minimumTargets && listsEnvironment(environments, names),
  )
  if (!matching) throw new Error('the default rules decide for every risk')
  return matching
}

function byStrictness(left: ApprovalRule, right: ApprovalRule): number {
  return right.approvals - left.approvals || Number(right.notRequester) - Number(left.notRequester)
}
