import type { Finding, FindingChange } from '../../core/finding.js'
import type { ScanReport } from '../../core/scan.js'
import { type Severity, severities } from '../../core/severity.js'
import { plainLine } from '../escape/plain-text.js'
import { groupBy } from '../group-by.js'
import { type Paint, type Palette, palette } from '../terminal/colour.js'
import { count, figure, timeSpan } from '../terminal/phrases.js'
import { displayWidth, padEnd, truncate, wrap } from '../terminal/width.js'
import type { ScanOptions } from './render-options.js'
import { coverageSentence, noFindingsText, type ScanSummary, summarise } from './summary.js'

/** Digits of a finding's id that are shown; `escher why` takes the beginning of one. */
const shownIdLength = 8

/** What the sections need to know about the terminal. */
interface Screen {
  readonly style: Palette
  readonly width: number
  readonly resourcesPerPolicy: number
  /** True when there was a scan before, so that `new` says something. */
  readonly compared: boolean
}

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
    figures(report, summary, screen),
  ]
  for (const [index, section] of sections.entries()) yield `${index === 0 ? '' : '\n'}${section}\n`
}

function severitySection(severity: Severity, open: readonly Finding[], screen: Screen): string[] {
  const findings = open.filter((finding) => finding.severity === severity)
  if (findings.length === 0) return []
  const paint = severityPaint(severity, screen.style)
  const heading = `${screen.style.bold(paint(severity.toUpperCase()))} ${screen.style.dim(count(findings.length, 'finding'))}`
  const policies = [...groupBy(findings, (finding) => finding.policy).values()]
  return [[heading, ...policies.flatMap((members) => policyLines(members, screen, paint))].join('\n')]
}

function policyLines(findings: readonly Finding[], screen: Screen, paint: Paint): string[] {
  const [first] = findings
  if (!first) return []
  const { style, width, resourcesPerPolicy } = screen
  const shown = findings.slice(0, resourcesPerPolicy)
  const rest = findings.length - shown.length
  return [
    '',
    ...titleLines(first, screen, paint),
    ...resourceLines(shown, screen),
    ...(rest > 0 ? [style.dim(`    … and ${figure(rest)} more`)] : []),
    ...remedy(first, width, style),
  ]
}

function titleLines({ title, policy }: Finding, { style, width }: Screen, paint: Paint): string[] {
  const text = plainLine(title)
  const fits = displayWidth(text) + displayWidth(policy) + 6 <= width
  const shown = style.bold(truncate(text, width - 4))
  return fits
    ? [`  ${paint('●')} ${shown}  ${style.dim(policy)}`]
    : [`  ${paint('●')} ${shown}`, `    ${style.dim(policy)}`]
}

function resourceLines(findings: readonly Finding[], screen: Screen): string[] {
  const names = findings.map((finding) => plainLine(finding.resource.name || finding.resource.id))
  const places = findings.map(placeOf)
  const nameColumns = Math.min(36, Math.max(...names.map(displayWidth)))
  const placeColumns = Math.max(...places.map(displayWidth))
  const oneLine = screen.width >= 22 + nameColumns + placeColumns + 30
  return findings.flatMap((finding, index) => {
    const name = truncate(names[index] ?? '', nameColumns)
    const place = places[index] ?? ''
    const marker = changeMarker(finding.change, screen)
    const id = screen.style.dim(finding.id.slice(0, shownIdLength))
    const message = plainLine(finding.message)
    if (!oneLine) return narrowLines({ marker, id, name, place, message }, screen)
    const left = `    ${marker} ${id} ${padEnd(name, nameColumns)}  ${screen.style.dim(padEnd(place, placeColumns))}  `
    return [left + truncate(message, screen.width - 22 - nameColumns - placeColumns)]
  })
}

interface NarrowLine {
  readonly marker: string
  readonly id: string
  readonly name: string
  readonly place: string
  readonly message: string
}

function narrowLines({ marker, id, name, place, message }: NarrowLine, { style, width }: Screen): string[] {
  const inner = Math.max(20, width - 8)
  const fits = displayWidth(name) + displayWidth(place) + 19 <= width
  return [
    ...(fits
      ? [`    ${marker} ${id} ${name}  ${style.dim(place)}`]
      : [`    ${marker} ${id} ${name}`, `        ${style.dim(truncate(place, inner))}`]),
    ...wrap(message, inner).map((line) => `        ${line}`),
  ]
}

function placeOf({ resource, environment }: Finding): string {
  return plainLine([resource.account, resource.region, environment].filter((part) => part).join(' · '))
}

function remedy({ remediation }: Finding, width: number, style: Palette): string[] {
  return remediation.text ? [style.dim(`    → ${truncate(plainLine(remediation.text), width - 6)}`)] : []
}

function changeMarker(change: FindingChange, { style, compared }: Screen): string {
  if (!compared) return '   '
  return change === 'new' ? style.magenta('new') : '   '
}

function unknownSection(unknown: readonly Finding[], { style, width }: Screen): string[] {
  if (unknown.length === 0) return []
  const groups = groupBy(
    unknown,
    (finding) => `${finding.policy}\n${finding.unknown?.reason}\n${finding.unknown?.path ?? ''}`,
  )
  const lines = [...groups.values()].flatMap((findings) => {
    const [first] = findings
    if (!first) return []
    const why = plainLine(`${first.unknown?.path ? `${first.unknown.path}: ` : ''}${first.unknown?.message ?? ''}`)
    const head = `  ${style.yellow('?')} ${first.policy}  ${style.dim(count(findings.length, 'resource'))}`
    return [
      head,
      ...wrap(`${first.unknown?.reason ?? 'unknown'}, ${why}`, Math.max(30, width - 4)).map((line) =>
        style.dim(`    ${line}`),
      ),
    ]
  })
  return [
    [
      `${style.bold(style.yellow('UNKNOWN'))} ${style.dim('could not be decided; neither passed nor failed')}`,
      ...lines,
    ].join('\n'),
  ]
}

function exemptedSection(exempted: readonly Finding[], { style, width }: Screen): string[] {
  if (exempted.length === 0) return []
  const lines = [...groupBy(exempted, (finding) => finding.exemption?.id).values()].flatMap((findings) => {
    const exemption = findings[0]?.exemption
    if (!exemption) return []
    const text = `${exemption.id}  ${count(findings.length, 'finding')} until ${exemption.expires}, ${exemption.owner}: ${exemption.reason}`
    return [`  ${truncate(plainLine(text), width - 2)}`]
  })
  return [[style.bold('EXEMPTED'), ...lines].join('\n')]
}

function expiredSection({ expiredExemptions }: ScanReport, { style, width }: Screen): string[] {
  if (expiredExemptions.length === 0) return []
  const lines = expiredExemptions.map(({ id, owner, expires, reason }) =>
    truncate(plainLine(`${id}  expired ${expires}, ${owner}: ${reason}`), width - 2),
  )
  return [[style.bold(style.yellow('EXPIRED EXEMPTIONS')), ...lines.map((line) => `  ${line}`)].join('\n')]
}

function resolvedSection({ resolved }: ScanReport, { style, width, resourcesPerPolicy }: Screen): string[] {
  if (resolved.length === 0) return []
  const lines = resolved
    .slice(0, resourcesPerPolicy)
    .map((finding) => truncate(plainLine(`${finding.resource.name}  ${placeOf(finding)}  ${finding.title}`), width - 4))
  const rest = resolved.length - lines.length
  return [
    [
      `${style.bold(style.green('RESOLVED'))} ${style.dim('since the previous scan')}`,
      ...lines.map((line) => `  ${style.green('✓')} ${line}`),
      ...(rest > 0 ? [style.dim(`    … and ${figure(rest)} more`)] : []),
    ].join('\n'),
  ]
}

function unreadSection({ coverage }: ScanReport, { style, width, resourcesPerPolicy }: Screen): string[] {
  const unread = [
    ...coverage.unreadAccounts.map(({ account, unread }) => `account ${account}: ${unread.reason}, ${unread.message}`),
    ...coverage.unreadPartitions.map(
      ({ type, account, region, unread }) => `${type} in ${account} ${region}: ${unread.reason}, ${unread.message}`,
    ),
  ]
  if (unread.length === 0) return []
  const rest = unread.length - resourcesPerPolicy
  return [
    [
      style.bold(style.yellow('NOT READ')),
      ...unread.slice(0, resourcesPerPolicy).map((line) => `  ${truncate(plainLine(line), width - 2)}`),
      ...(rest > 0 ? [style.dim(`    … and ${figure(rest)} more`)] : []),
    ].join('\n'),
  ]
}

function figures(report: ScanReport, summary: ScanSummary, screen: Screen): string {
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

function severityPaint(severity: Severity, style: Palette): Paint {
  const paints: Readonly<Record<Severity, Paint>> = {
    critical: style.red,
    high: style.magenta,
    medium: style.yellow,
    low: style.blue,
    info: style.cyan,
  }
  return paints[severity]
}
