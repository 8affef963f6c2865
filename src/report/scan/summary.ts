import type { Finding, FindingChange } from '../../core/finding.js'
import type { ScanReport } from '../../core/scan.js'
import { type Severity, severities } from '../../core/severity.js'
import { count, percent } from '../terminal/phrases.js'

/** A report's findings by what they ask of the reader, and their figures. */
export interface ScanSummary {
  /** Violating, neither exempted nor in the baseline. */
  readonly open: readonly Finding[]
  readonly unknown: readonly Finding[]
  /** Violating, and in the baseline. */
  readonly baseline: readonly Finding[]
  readonly exempted: readonly Finding[]
  /** Open findings by severity. */
  readonly bySeverity: Readonly<Record<Severity, number>>
  /** Findings by what became of them since the scan before; `resolved` counts `report.resolved`. */
  readonly byChange: Readonly<Record<FindingChange, number>>
  /** Unknown / (violating + compliant + unknown) of all pairs of policy and resource, from 0 to 1. */
  readonly unknownShare: number
  readonly milliseconds: number
}

/** Sorts a report's findings and counts them; every format shows these figures. */
export function summarise(report: ScanReport): ScanSummary {
  const active = report.findings.filter((finding) => !finding.exemption)
  const violating = active.filter((finding) => finding.verdict === 'violating')
  const open = violating.filter((finding) => !finding.baseline)
  const countChange = (change: FindingChange): number => active.filter((finding) => finding.change === change).length
  const countSeverity = (severity: Severity): number => open.filter((finding) => finding.severity === severity).length
  return {
    open,
    unknown: active.filter((finding) => finding.verdict === 'unknown'),
    baseline: violating.filter((finding) => finding.baseline),
    exempted: report.findings.filter((finding) => finding.exemption),
    bySeverity: Object.fromEntries(severities.map((severity) => [severity, countSeverity(severity)])) as Record<
      Severity,
      number
    >,
    byChange: {
      new: countChange('new'),
      unchanged: countChange('unchanged'),
      resolved: report.resolved.length,
      'newly-unknown': countChange('newly-unknown'),
    },
    unknownShare: 1 - report.coverage.decided,
    milliseconds: Date.parse(report.finishedAt) - Date.parse(report.startedAt),
  }
}

/** The sentence that says how much could be judged, and what could not be read at all. */
export function coverageSentence({ coverage }: ScanReport): string {
  const checks = coverage.violating + coverage.compliant + coverage.unknown
  const hidden = [
    coverage.unreadPartitions.length > 0 && `${count(coverage.unreadPartitions.length, 'listing')} not read in full`,
    coverage.unreadAccounts.length > 0 && `${count(coverage.unreadAccounts.length, 'account')} not read`,
  ].filter((part) => part !== false)
  const share =
    checks === 0
      ? 'nothing was checked'
      : `${percent(coverage.decided)} of ${count(checks, 'check')} decided, ${count(coverage.unknown, 'check')} unknown`
  return hidden.length > 0 ? `${share}, ${hidden.join(', ')}` : share
}

/** The share of checks that were decided, for people; a dash when there were none. */
export function decidedText({ coverage }: ScanReport): string {
  return coverage.violating + coverage.compliant + coverage.unknown === 0 ? '–' : percent(coverage.decided)
}

/** What to say when nothing is open: less, where something was not read. */
export function noFindingsText({ coverage, interrupted }: ScanReport): string {
  const whole = !interrupted && coverage.unreadPartitions.length + coverage.unreadAccounts.length === 0
  return whole ? 'No open findings' : 'No open findings in what was read'
}
