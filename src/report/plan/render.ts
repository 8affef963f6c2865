import { canonicalJson } from '../../core/canonical-json.js'
import type { Plan } from '../../core/plan.js'
import type { PlanFormat } from './formats.js'
import { renderHtml } from './html/page.js'
import { renderMarkdown } from './markdown.js'
import type { PlanOptions, PlanRenderer } from './render-options.js'
import { renderTerminal } from './terminal.js'

const formats: Readonly<Record<PlanFormat, PlanRenderer>> = {
  terminal: renderTerminal,
  markdown: renderMarkdown,
  html: renderHtml,
  json: (plan) => [`${canonicalJson(plan)}\n`],
}

/** A plan in one of the formats, in pieces to be written one after another. */
export function renderPlan(format: PlanFormat, plan: Plan, options: PlanOptions): Iterable<string> {
  return formats[format](plan, options)
}
