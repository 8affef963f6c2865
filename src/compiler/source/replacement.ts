import type { SuggestedFix } from '../../core/diagnostics.js'
import { rangeOf, type Span } from './located-value.js'

/**
 * The fix that writes another name or text where one stands: in the quotes that are there, and in quotes of its own where
 * the file's language needs them. Undefined without a suggestion.
 */
export function replacement(
  span: Span,
  suggestion: string | undefined,
  place: 'key' | 'value' = 'value',
): SuggestedFix | undefined {
  if (suggestion === undefined) return undefined
  return { title: `write \`${suggestion}\``, range: rangeOf(span), text: written(span, suggestion, place) }
}

function written({ source, start, end }: Span, text: string, place: 'key' | 'value'): string {
  const quote = /^(['"`]).*\1$/s.exec(source.text.slice(start, end))?.[1]
  const isYaml = /\.ya?ml$/.test(source.file)
  if (quote) return `${quote}${isYaml && quote === "'" ? text.replaceAll("'", "''") : escaped(text, quote)}${quote}`
  if (isYaml) return isPlainInYaml(text) ? text : JSON.stringify(text)
  return place === 'key' && /^[A-Za-z_$][\w$]*$/.test(text) ? text : `'${escaped(text, "'")}'`
}

function escaped(text: string, quote: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
}

/** Texts that YAML reads as they stand wherever they stand; a wrong `false` only adds quotes. */
function isPlainInYaml(text: string): boolean {
  return /^[A-Za-z_][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
}
