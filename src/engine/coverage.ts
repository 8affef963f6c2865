import type { Finding } from '../core/finding.js'
import type { CompiledPolicy } from '../core/policy.js'
import type { Coverage, PolicySummary } from '../core/scan.js'

/** How often each verdict was given. */
export type VerdictCounts = Pick<PolicySummary, 'violating' | 'compliant' | 'unknown' | 'notApplicable'>

/** No verdict at all. */
export const noVerdicts: VerdictCounts = { violating: 0, compliant: 0, unknown: 0, notApplicable: 0 }

/** The sum of two counts. */
export function addCounts(left: VerdictCounts, right: VerdictCounts): VerdictCounts {
  return {
    violating: left.violating + right.violating,
    compliant: left.compliant + right.compliant,
    unknown: left.unknown + right.unknown,
    notApplicable: left.notApplicable + right.notApplicable,
  }
}

/** What a scan could judge, and what not. `counts` are by policy id, `resources` those that any policy is about. */
export function coverageOf(
  counts: ReadonlyMap<string, VerdictCounts>,
  resources: number,
  unread: Pick<Coverage, 'unreadPartitions' | 'unreadAccounts'>,
): Coverage {
  const total = [...counts.values()].reduce(addCounts, noVerdicts)
  const decided = total.violating + total.compliant
  const applicable = decided + total.unknown
  return {
    resources,
    policies: counts.size,
    ...total,
    decided: applicable === 0 ? 1 : decided / applicable,
    unreadPartitions: unread.unreadPartitions,
    unreadAccounts: unread.unreadAccounts,
  }
}

/** What was found per policy, in the order of the policies. `exempted` counts the findings that an exemption covers. */
export function summarizePolicies(
  policies: readonly CompiledPolicy[],
  counts: ReadonlyMap<string, VerdictCounts>,
  findings: readonly Finding[],
): readonly PolicySummary[] {
  const exempted = new Map<string, number>()
  for (const { policy, exemption } of findings) {
    if (exemption) exempted.set(policy, (exempted.get(policy) ?? 0) + 1)
  }
  return policies.map(({ id, title, severity }) => ({
    policy: id,
    title,
    severity,
    ...(counts.get(id) ?? noVerdicts),
    exempted: exempted.get(id) ?? 0,
  }))
}
