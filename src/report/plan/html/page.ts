import { createHash } from 'node:crypto'
import type { Plan } from '../../../core/plan.js'
import { escapeXml } from '../../escape/xml.js'
import { htmlTable } from '../../scan/html/table.js'
import { count } from '../../terminal/phrases.js'
import { costLinesOfPlan } from '../costs.js'
import {
  approvalText,
  heldText,
  instantText,
  parametersText,
  permissionsOf,
  playbooksText,
  predictionLines,
  wavesText,
} from '../phrases.js'
import type { PlanOptions } from '../render-options.js'
import { planStyleSheet } from './style.js'
import { targetSection } from './target.js'

/** One self-contained page without scripts: no request leaves it, and its security policy lets nothing run. */
export function* renderHtml(plan: Plan, { toolVersion, approvals }: PlanOptions): Iterable<string> {
  const hash = createHash('sha256').update(planStyleSheet).digest('base64')
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Escher plan ${escapeXml(plan.hash.slice(0, 12))}</title>
<style>${planStyleSheet}</style>
</head>
<body>
<header><h1>Plan: ${escapeXml(playbooksText(plan))}</h1>
<p class="quiet">Requested by ${escapeXml(plan.requester)} on ${instantText(plan.createdAt)}</p></header>
<main>
${tiles(plan)}
${facts(plan, approvals)}
<section id="targets"><h2>Targets</h2>
`
  const open = plan.targets.length <= 20
  for (const target of plan.targets) yield targetSection(target, open)
  yield `</section>\n${leftOut(plan)}</main>\n<footer>Made by Escher ${escapeXml(toolVersion)} from snapshot <code>${escapeXml(plan.snapshot)}</code>.</footer>\n</body>\n</html>\n`
}

interface Tile {
  readonly label: string
  readonly value: string | number
  /** The class that colours it. */
  readonly mark?: string
}

function tiles({ targets, risk, prediction, approval, skipped }: Plan): string {
  const all: readonly Tile[] = [
    { label: 'targets', value: targets.length },
    { label: 'risk', value: risk, mark: risk },
    { label: 'findings resolved', value: prediction.resolved.length },
    { label: 'newly violating', value: prediction.appearing.length, mark: 'high' },
    { label: 'no longer known', value: prediction.unknown.length },
    { label: 'approvals needed', value: approval.approvals },
    { label: 'left out', value: skipped.length },
  ]
  const items = all.map(({ label, value, mark = '' }) => {
    const colour = value === 0 ? '' : mark
    return `<li><strong class="${colour}">${escapeXml(String(value))}</strong><span>${label}</span></li>`
  })
  return `<ul class="tiles">${items.join('')}</ul>`
}

function facts(plan: Plan, approvals: PlanOptions['approvals']): string {
  const waves = wavesText(plan)
  const parameters = parametersText(plan)
  const pairs: readonly (readonly [string, string])[] = [
    ...(parameters === undefined ? [] : [['Parameters', parameters] as const]),
    ['Approvals', approvalText(plan.approval)],
    ...(approvals ? [['Held', heldText(approvals)] as const] : []),
    ...predictionLines(plan).map(({ text }): [string, string] => ['Prediction', text]),
    ...costLinesOfPlan(plan).map((text): [string, string] => ['Cost', text]),
    ['Permissions', permissionsOf(plan).join(', ') || 'none'],
    ...(waves === undefined ? [] : [['Taken', waves] as const]),
    ...(plan.notBefore === undefined ? [] : [['Not before', instantText(plan.notBefore)] as const]),
    ['Expires', instantText(plan.expiresAt)],
    ['Hash', plan.hash],
  ]
  const items = pairs.map(([term, text]) => `<dt>${term}</dt><dd>${escapeXml(text)}</dd>`)
  return `<section id="decision"><h2>Before approving</h2><dl class="facts">${items.join('')}</dl></section>`
}

function leftOut({ skipped }: Plan): string {
  if (skipped.length === 0) return ''
  const rows = skipped.map(({ resource, kind, reason }) => [resource, kind, reason])
  return `<section id="left-out"><h2>Left out: ${count(skipped.length, 'resource')}</h2>${htmlTable('Left out', ['Resource', 'Kind', 'Reason'], rows)}</section>\n`
}
