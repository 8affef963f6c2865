import type { Finding } from '../../core/finding.js'
import type { ScanReport } from '../../core/scan.js'

/** What a changed policy makes of the resources of one snapshot. */
export interface Impact {
  readonly policy: string
  readonly newlyViolating: readonly Finding['resource'][]
  readonly newlyCompliant: readonly Finding['resource'][]
  readonly newlyUnknown: readonly Finding['resource'][]
  /** Exemptions that covered something and now cover nothing of this policy. */
  readonly uselessExemptions: readonly string[]
}

/** Compares two judgements of the same snapshot, for the policies named by their ids in the second. */
export function impactsOf(
  before: Pick<ScanReport, 'findings'>,
  after: Pick<ScanReport, 'findings'>,
  policies: readonly string[],
): readonly Impact[] {
  const was = new Map(before.findings.map((finding) => [finding.id, finding]))
  const is = new Map(after.findings.map((finding) => [finding.id, finding]))
  return policies.map((policy) => {
    const now = after.findings.filter((finding) => finding.policy === policy)
    const then = before.findings.filter((finding) => finding.policy === policy)
    const newly = (verdict: Finding['verdict']) =>
      now.filter((finding) => finding.verdict === verdict && was.get(finding.id)?.verdict !== verdict)
    return {
      policy,
      newlyViolating: newly('violating').map(({ resource }) => resource),
      newlyUnknown: newly('unknown').map(({ resource }) => resource),
      newlyCompliant: then
        .filter(({ id, verdict }) => verdict === 'violating' && !is.has(id))
        .map(({ resource }) => resource),
      uselessExemptions: exemptionsOf(then).filter((id) => !exemptionsOf(now).includes(id)),
    }
  })
}

function exemptionsOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ exemption }) => exemption?.id ?? []))]
}
