import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { MessageTemplate } from '../../core/policy.js'
import { type CheckOptions, checkCel } from './check-cel.js'
import { report } from './diagnostics.js'

type TemplateOptions = Omit<CheckOptions, 'expects'> & { readonly expects?: 'text' }

/** Reads a text with expressions between double braces: `{{ resource.Name }} lets everyone in`. */
export function parseTemplate(text: string, options: TemplateOptions): Outcome<MessageTemplate> {
  const parts: MessageTemplate[number][] = []
  const diagnostics: Diagnostic[] = []
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('{{', at)
    if (open === -1) break
    const close = closingBraces(text, open + 2)
    if (close === -1) {
      const range = options.locate(open, open + 2)
      diagnostics.push(report('expression-syntax', { problem: '`{{` has no `}}`', instead: 'add `}}`' }, { range }))
      return { value: [...parts, text.slice(at)], diagnostics }
    }
    if (open > at) parts.push(text.slice(at, open))
    const inner = placeholder(text, open + 2, close, options)
    diagnostics.push(...inner.diagnostics)
    if (inner.value) parts.push(inner.value)
    at = close + 2
  }
  if (at < text.length) parts.push(text.slice(at))
  return { value: parts, diagnostics }
}

function placeholder(text: string, start: number, end: number, options: TemplateOptions) {
  const body = text.slice(start, end)
  const lead = body.length - body.trimStart().length
  const locate: CheckOptions['locate'] = (from, to) => options.locate(start + lead + from, start + lead + to)
  return checkCel(body.trim(), { scope: options.scope, expects: 'text', locate })
}

/** Where `}}` stands outside of quotation marks; a map's own braces close before it. */
function closingBraces(text: string, from: number): number {
  let quote: string | undefined
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (quote) {
      if (character === '\\') at++
      else if (character === quote) quote = undefined
    } else if (character === '"' || character === "'") quote = character
    else if (character === '{') depth++
    else if (character === '}' && depth > 0) depth--
    else if (text.startsWith('}}', at)) return at
  }
  return -1
}
