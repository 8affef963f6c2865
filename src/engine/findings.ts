import type { Finding } from '../core/finding.js'
import type { CompiledPolicy, Exemption } from '../core/policy.js'
import { severities } from '../core/severity.js'
import { isExpired } from './exemptions.js'
import type { FindingDraft } from './finding-draft.js'

/** What drafts are completed with. */
export interface FindingContext {
  readonly now: Date
  readonly exemptions: ReadonlyMap<string, Exemption>
  /** Ids of the findings in the baseline. */
  readonly baseline: ReadonlySet<string>
}

/** A finding as if nothing had been found before: `compareFindings` sets what depends on the previous scan. */
export function completeFinding(policy: CompiledPolicy, draft: FindingDraft, context: FindingContext): Finding {
  const exemption = draft.exemptions
    .flatMap((name) => context.exemptions.get(name) ?? [])
    .find((candidate) => !isExpired(candidate, context.now))
  return {
    id: draft.id,
    verdict: draft.verdict,
    policy: policy.id,
    title: policy.title,
    severity: policy.severity,
    pillar: policy.pillar,
    frameworks: policy.frameworks,
    resource: draft.resource,
    ...(draft.environment === null ? {} : { environment: draft.environment }),
    message: draft.message,
    remediation: policy.remediation,
    ...(draft.unknown ? { unknown: draft.unknown } : {}),
    change: 'new',
    firstSeen: context.now.toISOString(),
    ...(exemption ? { exemption: coverOf(exemption) } : {}),
    ...(context.baseline.has(draft.id) ? { baseline: true as const } : {}),
  }
}

/** Findings worst first, then by policy, then by resource. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
      ascending(left.policy, right.policy) ||
      ascending(left.resource.account, right.resource.account) ||
      ascending(left.resource.region, right.resource.region) ||
      ascending(left.resource.id, right.resource.id),
  )
}

function coverOf({ id, reason, owner, expires }: Exemption): NonNullable<Finding['exemption']> {
  return { id, reason, owner, expires }
}

function ascending(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
