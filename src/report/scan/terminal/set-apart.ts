import type { Finding } from '../../../core/finding.js'
import type { ScanReport } from '../../../core/scan.js'
import { plainLine } from '../../escape/plain-text.js'
import { groupBy } from '../../group-by.js'
import { count, figure } from '../../terminal/phrases.js'
import { truncate, wrap } from '../../terminal/width.js'
import { placeOf, type Screen } from './screen.js'

/** What could not be decided, by policy and reason. */
export function unknownSection(unknown: readonly Finding[], { style, width }: Screen): string[] {
  if (unknown.length === 0) return []
  const groups = groupBy(
    unknown,
    (finding) => `${finding.policy}\n${finding.unknown?.reason}\n${finding.unknown?.path ?? ''}`,
  )
  const lines = [...groups.values()].flatMap((findings) => unknownLines(findings, { style, width }))
  return [
    [
      `${style.bold(style.yellow('UNKNOWN'))} ${style.dim('could not be decided; neither passed nor failed')}`,
      ...lines,
    ].join('\n'),
  ]
}

function unknownLines(findings: readonly Finding[], { style, width }: Pick<Screen, 'style' | 'width'>): string[] {
  const [first] = findings
  if (!first) return []
  const { reason = 'unknown', path, message = '' } = first.unknown ?? {}
  const known = findings.filter((finding) => finding.lastKnown).length
  const before = known > 0 ? style.yellow(`  ${figure(known)} violating when last known`) : ''
  const why = plainLine(`${reason}, ${path ? `${path}: ` : ''}${message}`)
  return [
    `  ${style.yellow('?')} ${first.policy}  ${style.dim(count(findings.length, 'resource'))}${before}`,
    ...wrap(why, Math.max(30, width - 4)).map((line) => style.dim(`    ${line}`)),
  ]
}

/** What exemptions cover. */
export function exemptedSection(exempted: readonly Finding[], { style, width }: Screen): string[] {
  if (exempted.length === 0) return []
  const lines = [...groupBy(exempted, (finding) => finding.exemption?.id).values()].flatMap((findings) => {
    const exemption = findings[0]?.exemption
    if (!exemption) return []
    const text = `${exemption.id}  ${count(findings.length, 'finding')} until ${exemption.expires}, ${exemption.owner}: ${exemption.reason}`
    return [`  ${truncate(plainLine(text), width - 2)}`]
  })
  return [[style.bold('EXEMPTED'), ...lines].join('\n')]
}

/** Exemptions that have run out. */
export function expiredSection({ expiredExemptions }: ScanReport, { style, width }: Screen): string[] {
  if (expiredExemptions.length === 0) return []
  const lines = expiredExemptions.map(({ id, owner, expires, reason }) =>
    truncate(plainLine(`${id}  expired ${expires}, ${owner}: ${reason}`), width - 2),
  )
  return [[style.bold(style.yellow('EXPIRED EXEMPTIONS')), ...lines.map((line) => `  ${line}`)].join('\n')]
}

/** Findings that are gone. */
export function resolvedSection({ resolved }: ScanReport, { style, width, resourcesPerPolicy }: Screen): string[] {
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

/** Accounts and listings that were not read. */
export function unreadSection({ coverage }: ScanReport, { style, width, resourcesPerPolicy }: Screen): string[] {
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
