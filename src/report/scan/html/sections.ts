import type { Finding } from '../../../core/finding.js'
import type { ScanReport } from '../../../core/scan.js'
import { severities } from '../../../core/severity.js'
import { escapeXml } from '../../escape/xml.js'
import { groupBy } from '../../group-by.js'
import { count, figure, timeSpan } from '../../terminal/phrases.js'
import { coverageSentence, decidedText, noFindingsText, type ScanSummary } from '../summary.js'
import { barChart } from './bar-chart.js'
import { htmlTable } from './table.js'

const topPolicies = 8

/** The title, when it was, and a notice when the scan was cut short. */
export function header(report: ScanReport, { open, milliseconds }: ScanSummary): string {
  const when = `${report.startedAt.slice(0, 16).replace('T', ' ')} UTC`
  const read = `${count(report.coverage.resources, 'resource')} judged by ${count(report.coverage.policies, 'policy', 'policies')} in ${timeSpan(milliseconds)}`
  const notice = report.interrupted
    ? '<p class="notice" role="status">This scan was interrupted. What had been read is judged; the rest is missing.</p>'
    : ''
  return `<header><h1>${open.length === 0 ? noFindingsText(report) : count(open.length, 'open finding')}</h1>
<p class="quiet">Escher scan of ${escapeXml(when)} · ${read} · <code>${escapeXml(report.id)}</code></p>${notice}</header>`
}

/** The figures that a reader wants first. */
export function tiles(report: ScanReport, summary: ScanSummary): string {
  const { bySeverity, byChange, unknown, exempted, baseline } = summary
  const entries: [string, string, string][] = [
    ['critical', figure(bySeverity.critical), 'critical'],
    ['high', figure(bySeverity.high), 'high'],
    ['medium', figure(bySeverity.medium), 'medium'],
    ['', figure(byChange.new), report.previous ? 'new since the previous scan' : 'seen for the first time'],
    ['', figure(byChange.resolved), 'resolved'],
    ['', figure(unknown.length), 'unknown'],
    ['', figure(exempted.length + baseline.length), 'exempted or in the baseline'],
    ['', decidedText(report), 'of checks decided'],
  ]
  const items = entries.map(
    ([style, value, label]) => `<li><strong class="${style}">${value}</strong><span>${label}</span></li>`,
  )
  return `<ul class="tiles" aria-label="Summary">${items.join('')}</ul>`
}

/** Open findings by severity, and the policies that have the most of them. */
export function charts({ open, bySeverity }: ScanSummary): string {
  const bars = severities.map((severity) => ({ label: severity, value: bySeverity[severity], fill: severity }))
  const policies = [...groupBy(open, (finding) => finding.policy).values()]
    .sort((left, right) => right.length - left.length)
    .slice(0, topPolicies)
    .flatMap((findings) => {
      const [first] = findings
      return first ? [{ label: first.policy, value: findings.length, fill: first.severity }] : []
    })
  const right =
    policies.length > 0
      ? barChart('Policies with most findings', policies, 300)
      : '<p class="quiet">Nothing to show.</p>'
  return `<div class="pair"><section><h2>Open findings by severity</h2>${barChart('Open findings by severity', bars, 80)}</section>
<section><h2>Policies with most findings</h2>${right}</section></div>`
}

/** What was judged and what could not be read. */
export function coverage(report: ScanReport): string {
  const { unreadAccounts, unreadPartitions } = report.coverage
  const unread = [
    ...unreadAccounts.map(({ account, unread }) => [account, 'all', 'all', unread.reason, unread.message]),
    ...unreadPartitions.map(({ account, region, type, unread }) => [
      account,
      region,
      type,
      unread.reason,
      unread.message,
    ]),
  ]
  const hidden =
    unread.length > 0
      ? `<h2>Not read</h2><p class="quiet">What these hide is in no figure of this report.</p>${htmlTable('Not read', ['Account', 'Region', 'Type', 'Reason', 'Detail'], unread)}`
      : '<p class="quiet">Every listing was read in full.</p>'
  return `<section id="coverage"><h2>Coverage</h2><p>${escapeXml(coverageSentence(report))}.</p>${hidden}</section>`
}

/** Unknown verdicts by policy and reason. */
export function unknowns({ unknown }: ScanSummary): string {
  if (unknown.length === 0) return ''
  const groups = groupBy(
    unknown,
    (finding) => `${finding.policy}\n${finding.unknown?.reason}\n${finding.unknown?.message}`,
  )
  const rows = [...groups.values()].map((findings) => {
    const [first] = findings
    return [
      first?.title ?? '',
      first?.policy ?? '',
      findings.length,
      first?.unknown?.reason ?? '',
      first?.unknown?.message ?? '',
      first?.unknown?.permission ?? '',
    ]
  })
  const header = ['Policy', 'Id', 'Resources', 'Reason', 'Detail', 'Missing permission']
  return `<section id="unknown"><h2>Unknown</h2><p class="quiet">Could not be decided: neither passed nor failed.</p>${htmlTable('Unknown', header, rows)}</section>`
}

/** Exemptions in force with what they cover, and those that have run out. */
export function exemptions(report: ScanReport, { exempted }: ScanSummary): string {
  if (exempted.length === 0 && report.expiredExemptions.length === 0) return ''
  const groups = [...groupBy(exempted, (finding) => finding.exemption?.id).values()]
  const inForce = groups.map((findings: readonly Finding[]) => {
    const exemption = findings[0]?.exemption
    return [
      exemption?.id ?? '',
      findings.length,
      exemption?.expires ?? '',
      exemption?.owner ?? '',
      exemption?.reason ?? '',
    ]
  })
  const expired = report.expiredExemptions.map(({ id, expires, owner, reason }) => [id, expires, owner, reason])
  return `<section id="exemptions"><h2>Exemptions</h2>${
    inForce.length > 0 ? htmlTable('Exemptions', ['Exemption', 'Findings', 'Expires', 'Owner', 'Reason'], inForce) : ''
  }${
    expired.length > 0
      ? `<p class="notice">Expired; what they covered is open again.</p>${htmlTable('Expired exemptions', ['Exemption', 'Expired', 'Owner', 'Reason'], expired)}`
      : ''
  }</section>`
}

/** Every policy and every resource type with its numbers, folded away. */
export function appendix(report: ScanReport): string {
  const policies = report.policies.map((policy) => [
    policy.title,
    policy.policy,
    policy.severity,
    policy.violating,
    policy.compliant,
    policy.unknown,
    policy.notApplicable,
    policy.exempted,
  ])
  const header = ['Policy', 'Id', 'Severity', 'Violating', 'Compliant', 'Unknown', 'Not applicable', 'Exempted']
  const inventory = Object.entries(report.inventory).map(([type, resources]) => [type, resources])
  return `<section id="appendix"><h2>Policies and inventory</h2>
<details><summary>${count(policies.length, 'policy', 'policies')}</summary>${htmlTable('Policies', header, policies)}</details>
<details><summary>${count(inventory.length, 'resource type')}</summary>${htmlTable('Resource types', ['Type', 'Resources'], inventory)}</details></section>`
}
