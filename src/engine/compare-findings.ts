import type { Finding } from '../core/finding.js'
import type { Unread } from '../core/resource.js'

/** Whether a scan looked at what an earlier finding is about. */
export type Sight =
  | { readonly kind: 'seen' }
  /** It belonged to the scan and could not be read. */
  | { readonly kind: 'unread'; readonly unread: Unread }
  /** The scan was not about it: filtered out, or its policy or account is gone. Nothing is said about it. */
  | { readonly kind: 'out-of-scope' }

/** What became of findings between two scans. */
export interface Comparison {
  /** The findings of this scan with `change`, `firstSeen` and `lastKnown`, and those that could not be looked at. */
  readonly findings: readonly Finding[]
  /** Earlier findings that were looked at again and are gone. */
  readonly resolved: readonly Finding[]
}

/** Compares a scan's findings with an earlier scan's. Without an earlier one, all of them are new. */
export function compareFindings(
  current: readonly Finding[],
  previous: readonly Finding[],
  sightOf: (finding: Finding) => Sight,
): Comparison {
  const before = new Map(previous.map((finding) => [finding.id, finding]))
  const findings = current.map((finding) => compared(finding, before.get(finding.id)))
  const now = new Set(current.map(({ id }) => id))
  const resolved: Finding[] = []
  for (const finding of before.values()) {
    if (now.has(finding.id)) continue
    const sight = sightOf(finding)
    if (sight.kind === 'seen') resolved.push({ ...finding, change: 'resolved' })
    if (sight.kind === 'unread') findings.push(carried(finding, sight.unread))
  }
  return { findings, resolved }
}

function compared(finding: Finding, before: Finding | undefined): Finding {
  if (!before) return finding
  const { firstSeen } = before
  const knownViolation = before.verdict === 'violating' || before.lastKnown === 'violating'
  if (finding.verdict === 'violating') return { ...finding, firstSeen, change: knownViolation ? 'unchanged' : 'new' }
  return {
    ...finding,
    firstSeen,
    change: before.verdict === 'unknown' ? 'unchanged' : 'newly-unknown',
    ...(knownViolation ? { lastKnown: 'violating' as const } : {}),
  }
}

function carried(finding: Finding, unread: Unread): Finding {
  return compared({ ...finding, verdict: 'unknown', unknown: unread }, finding)
}
