import type { Finding } from '../../core/finding.js'
import type { ScanReport } from '../../core/scan.js'
import { severities } from '../../core/severity.js'
import { escapeMarkdown, markdownCode, markdownTable } from '../escape/markdown.js'
import { groupBy } from '../group-by.js'
import { count, figure, timeSpan } from '../terminal/phrases.js'
import { coverageSentence, type ScanSummary, summarise } from './summary.js'

const resourcesPerPolicy = 50

/** For a pull request comment, a job summary or a wiki page. */
export function* renderMarkdown(report: ScanReport): Iterable<string> {
  const summary = summarise(report)
  yield `${headline(report, summary)}\n`
  for (const members of groupBy(summary.open, (finding) => finding.policy).values()) yield policySection(members)
  yield unknownSection(summary.unknown)
  yield exemptedSection(summary.exempted)
  yield expiredSection(report)
  yield resolvedSection(report)
  yield unreadSection(report)
}

function headline(
  report: ScanReport,
  { open, bySeverity, byChange, exempted, baseline, milliseconds }: ScanSummary,
): string {
  const { coverage } = report
  const figures = severities.map((severity) => figure(bySeverity[severity]))
  const apart = [figure(byChange.new), figure(byChange.resolved), figure(exempted.length), figure(baseline.length)]
  return [
    `# Scan: ${count(open.length, 'finding')}`,
    `${count(coverage.resources, 'resource')}, ${count(coverage.policies, 'policy', 'policies')}, ${timeSpan(milliseconds)}. ${coverageSentence(report)}.${report.interrupted ? ' **Interrupted.**' : ''}`,
    markdownTable([...severities, 'new', 'resolved', 'exempted', 'baseline'], [[...figures, ...apart]]),
  ].join('\n\n')
}

function policySection(findings: readonly Finding[]): string {
  const [first] = findings
  if (!first) return ''
  const rows = findings
    .slice(0, resourcesPerPolicy)
    .map((finding) => [
      markdownCode(finding.resource.name),
      ...place(finding),
      finding.change,
      escapeMarkdown(finding.message),
    ])
  const rest = findings.length - rows.length
  return `\n${[
    `## ${first.severity}: ${escapeMarkdown(first.title)}`,
    `${markdownCode(first.policy)}, ${count(findings.length, 'finding')}`,
    markdownTable(['resource', 'account', 'region', 'environment', 'change', 'message'], rows),
    ...(rest > 0 ? [`… and ${figure(rest)} more`] : []),
    ...(first.remediation.text ? [`**Remedy:** ${escapeMarkdown(first.remediation.text)}`] : []),
  ].join('\n\n')}\n`
}

function unknownSection(unknown: readonly Finding[]): string {
  const groups = [...groupBy(unknown, (finding) => `${finding.policy}\n${finding.unknown?.message}`).values()]
  const rows = groups.map((findings) => {
    const [first] = findings
    return [
      markdownCode(first?.policy ?? ''),
      figure(findings.length),
      first?.unknown?.reason ?? '',
      escapeMarkdown(first?.unknown?.message ?? ''),
    ]
  })
  return section('Unknown', ['policy', 'resources', 'reason', 'detail'], rows)
}

function exemptedSection(exempted: readonly Finding[]): string {
  const rows = exempted
    .slice(0, resourcesPerPolicy)
    .map((finding) => [
      markdownCode(finding.policy),
      markdownCode(finding.resource.name),
      escapeMarkdown(finding.exemption?.reason ?? ''),
      escapeMarkdown(finding.exemption?.owner ?? ''),
      finding.exemption?.expires ?? '',
    ])
  return section('Exempted', ['policy', 'resource', 'reason', 'owner', 'expires'], rows)
}

function expiredSection({ expiredExemptions }: ScanReport): string {
  const rows = expiredExemptions.map(({ id, expires, owner, reason }) => [
    markdownCode(id),
    expires,
    escapeMarkdown(owner),
    escapeMarkdown(reason),
  ])
  return section('Expired exemptions', ['exemption', 'expired', 'owner', 'reason'], rows)
}

function resolvedSection({ resolved }: ScanReport): string {
  const rows = resolved
    .slice(0, resourcesPerPolicy)
    .map((finding) => [markdownCode(finding.policy), markdownCode(finding.resource.name), ...place(finding)])
  return section('Resolved', ['policy', 'resource', 'account', 'region', 'environment'], rows)
}

function unreadSection({ coverage }: ScanReport): string {
  const rows = [
    ...coverage.unreadAccounts.map(({ account, unread }) => [
      account,
      '',
      '',
      unread.reason,
      escapeMarkdown(unread.message),
    ]),
    ...coverage.unreadPartitions.map(({ account, region, type, unread }) => [
      account,
      region,
      markdownCode(type),
      unread.reason,
      escapeMarkdown(unread.message),
    ]),
  ]
  return section('Not read', ['account', 'region', 'type', 'reason', 'detail'], rows)
}

function section(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length > 0 ? `\n## ${title}\n\n${markdownTable(header, rows)}\n` : ''
}

function place({ resource, environment }: Finding): [string, string, string] {
  return [escapeMarkdown(resource.account), escapeMarkdown(resource.region), escapeMarkdown(environment ?? '')]
}
