import type { Finding, FindingChange } from '../../../core/finding.js'
import type { Severity } from '../../../core/severity.js'
import { plainLine } from '../../escape/plain-text.js'
import { groupBy } from '../../group-by.js'
import type { Paint, Palette } from '../../terminal/colour.js'
import { count, figure } from '../../terminal/phrases.js'
import { displayWidth, padEnd, truncate, wrap } from '../../terminal/width.js'
import { placeOf, type Screen, severityPaint } from './screen.js'

/** Digits of a finding's id that are shown; `escher why` takes the beginning of one. */
const shownIdLength = 8

/** The open findings of one severity: by policy, with the resources below. */
export function severitySection(severity: Severity, open: readonly Finding[], screen: Screen): string[] {
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

function remedy({ remediation }: Finding, width: number, style: Palette): string[] {
  return remediation.text ? [style.dim(`    → ${truncate(plainLine(remediation.text), width - 6)}`)] : []
}

function changeMarker(change: FindingChange, { style, compared }: Screen): string {
  if (!compared) return '   '
  return change === 'new' ? style.magenta('new') : '   '
}
