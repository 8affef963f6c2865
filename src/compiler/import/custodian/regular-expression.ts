import { Refusal } from './refusal.js'

/** A `(?=…)` or `(?!…)` at the start of a pattern. */
export interface Lookahead {
  readonly negative: boolean
  readonly source: string
}

/**
 * Splits leading lookaheads off a Python pattern. RE2 has none, but at the start of an anchored pattern each of them
 * is a pattern of its own that must match, or must not.
 */
export function lookaheadsOf(expression: string): { readonly ahead: readonly Lookahead[]; readonly rest: string } {
  const ahead: Lookahead[] = []
  let rest = expression.replace(/^\^/, '')
  for (let end = leadingLookahead(rest); end > 0; end = leadingLookahead(rest)) {
    ahead.push({ negative: rest.startsWith('(?!'), source: rest.slice(3, end - 1) })
    rest = rest.slice(end)
  }
  return ahead.length === 0 || hasTopLevelAlternative(rest) ? { ahead: [], rest: expression } : { ahead, rest }
}

/** Where a lookahead that the text starts with ends, or 0. */
function leadingLookahead(text: string): number {
  if (!text.startsWith('(?!') && !text.startsWith('(?=')) return 0
  let depth = 0
  for (const { index, 0: part } of text.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]/gs)) {
    if (part === '(') depth++
    if (part === ')' && --depth === 0) return index + 1
  }
  return 0
}

function hasTopLevelAlternative(text: string): boolean {
  let depth = 0
  for (const { 0: part } of text.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]/gs)) {
    if (part === '(') depth++
    if (part === ')') depth--
    if (part === '|' && depth === 0) return true
  }
  return false
}

const missing: readonly (readonly [RegExp, string])[] = [
  [/^\(\?<?[=!]/, 'a look-around inside a pattern'],
  [/^\(\?P=|^\\[1-9]/, 'a back-reference'],
  [/^\(\?>/, 'an atomic group'],
  [/^\(\?\(/, 'a conditional group'],
]

/** A Python pattern in RE2's syntax; throws `Refusal` for what RE2, which takes linear time, cannot express. */
export function toRe2(expression: string): string {
  return expression.replace(/\\.|\(\?<?[=!]|\(\?P=|\(\?>|\(\?\(|\{,(?=\d+\})/gs, (part) => {
    const lacking = missing.find(([form]) => form.test(part))
    if (lacking) throw new Refusal('custodian-pattern', expression, `${lacking[1]} cannot be matched in linear time`)
    if (part === '\\Z') return '\\z'
    return part === '{,' ? '{0,' : part
  })
}
