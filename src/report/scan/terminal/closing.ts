import type { ScanReport } from '../../../core/scan.js'
import { severities } from '../../../core/severity.js'
import type { Palette } from '../../terminal/colour.js'
import { count, figure, timeSpan } from '../../terminal/phrases.js'
import { coverageSentence, noFindingsText, type ScanSummary } from '../summary.js'
import { type Screen, severityPaint } from './screen.js'

/** The figures that the reader should be left with. */
export function closing(report: ScanReport, summary: ScanSummary, screen: Screen): string {
  const { style } = screen
  const { coverage, previous, interrupted } = report
  const read = `${count(coverage.resources, 'resource')} read, ${count(coverage.policies, 'policy', 'policies')} judged in ${timeSpan(summary.milliseconds)}`
  return [
    style.dim('─'.repeat(Math.min(screen.width, 72))),
    findingsLine(report, summary, style),
    ...(previous ? [`Since the previous scan: ${changesLine(summary)}`] : []),
    `Coverage: ${coverageSentence(report)}`,
    style.dim(`${read} · scan ${report.id}`),
    ...(summary.open.length > 0 ? [style.dim('`escher why <id>` explains a finding')] : []),
    ...(interrupted ? [style.yellow('Interrupted: what had been read is judged, the rest is missing above.')] : []),
  ].join('\n')
}

function findingsLine(
  report: ScanReport,
  { open, bySeverity, baseline, exempted }: ScanSummary,
  style: Palette,
): string {
  const parts = severities
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity) => severityPaint(severity, style)(`${figure(bySeverity[severity])} ${severity}`))
  const apart = [
    baseline.length > 0 && `${figure(baseline.length)} in the baseline`,
    exempted.length > 0 && `${figure(exempted.length)} exempted`,
  ].filter((part) => part !== false)
  const total =
    open.length === 0
      ? style.green(noFindingsText(report))
      : `${style.bold(count(open.length, 'finding'))}: ${parts.join(', ')}`
  return apart.length > 0 ? `${total} ${style.dim(`(besides ${apart.join(' and ')})`)}` : total
}

function changesLine({ byChange }: ScanSummary): string {
  const parts = [
    `${figure(byChange.new)} new`,
    `${figure(byChange.resolved)} resolved`,
    `${figure(byChange.unchanged)} unchanged`,
    byChange['newly-unknown'] > 0 && `${figure(byChange['newly-unknown'])} newly unknown`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}
