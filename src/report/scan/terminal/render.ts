import type { ScanReport } from '../../../core/scan.js'
import { severities } from '../../../core/severity.js'
import { palette } from '../../terminal/colour.js'
import type { ScanOptions } from '../render-options.js'
import { summarise } from '../summary.js'
import { closing } from './closing.js'
import { severitySection } from './open-findings.js'
import type { Screen } from './screen.js'
import { exemptedSection, expiredSection, resolvedSection, unknownSection, unreadSection } from './set-apart.js'

/** For people: open findings by severity, then policy, with resources below; then what is set apart; then figures. */
export function* renderTerminal(report: ScanReport, options: ScanOptions): Iterable<string> {
  const screen: Screen = {
    ...options,
    style: palette(options.colour),
    compared: report.previous !== undefined,
  }
  const summary = summarise(report)
  const sections = [
    ...severities.flatMap((severity) => severitySection(severity, summary.open, screen)),
    ...unknownSection(summary.unknown, screen),
    ...exemptedSection(summary.exempted, screen),
    ...expiredSection(report, screen),
    ...resolvedSection(report, screen),
    ...unreadSection(report, screen),
    closing(report, summary, screen),
  ]
  for (const [index, section] of sections.entries()) yield `${index === 0 ? '' : '\n'}${section}\n`
}
