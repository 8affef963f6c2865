import { all, type Cel, call, method, never, not, pattern, relation, text } from './cel.js'
import { isKind, type Operand, wherePresent } from './operand.js'
import { Refusal } from './refusal.js'
import { lookaheadsOf, toRe2 } from './regular-expression.js'

/** Python's `fnmatch`: the whole text fits; `*`, `?` and `[…]` are wild; upper and lower case differ. */
export function fitsGlob(value: Operand, glob: Operand): Cel {
  const wanted = patternText(glob, 'glob')
  return ofText(value, (subject) => globCondition(subject, wanted))
}

/** Python's `re.match`: found at the start of the text. */
export function fitsRegex(value: Operand, expression: Operand, ignoreCase: boolean): Cel {
  const wanted = patternText(expression, 'regex')
  return ofText(value, (subject) => regexCondition(subject, wanted, ignoreCase))
}

function patternText({ constant }: Operand, operator: string): string {
  if (typeof constant === 'string') return constant
  if (constant === undefined) {
    throw new Refusal('custodian-filter-option', operator, 'a pattern that the resource itself holds is not supported')
  }
  throw new Refusal('custodian-value', JSON.stringify(constant), `\`${operator}\` takes a text`)
}

/** Whatever is not a text fits no pattern. */
function ofText(value: Operand, condition: (subject: Cel) => Cel): Cel {
  if (value.shape === 'text') return value.total ? condition(value.cel) : wherePresent(value, condition(value.cel))
  return value.shape === 'unknown' ? all([isKind(value, 'string'), condition(value.cel)]) : never
}

function globCondition(subject: Cel, glob: string): Cel {
  const plain = !/[*?[]/.test(glob)
  if (plain) return relation(subject, '==', text(glob))
  if (glob.includes('[')) return method(subject, 'matches', pattern(globToRe2(glob)))
  return call('glob', subject, text(glob))
}

/** As Python's `fnmatch.translate`. */
function globToRe2(glob: string): string {
  const parts = glob.replace(
    /\*+|\?|\[(!?)(\]?[^\]]*)\]|[\s\S]/g,
    (part, negated: string | undefined, set: string | undefined) => {
      if (set !== undefined) return `[${negated ? '^' : ''}${set.replace(/[\\[\]^]/g, '\\$&')}]`
      if (part.startsWith('*')) return '.*'
      return part === '?' ? '.' : part.replace(/[.+^${}()|\\[\]]/g, '\\$&')
    },
  )
  return `(?s)^${parts}$`
}

function regexCondition(subject: Cel, expression: string, ignoreCase: boolean): Cel {
  const { ahead, rest } = lookaheadsOf(expression)
  const matches = (source: string) => {
    const whole = anchored(toRe2(source))
    return ignoreCase ? call('matchesIgnoreCase', subject, pattern(whole)) : method(subject, 'matches', pattern(whole))
  }
  const conditions = ahead.map(({ source, negative }) => (negative ? not(matches(source)) : matches(source)))
  return all([...conditions, matches(rest)])
}

/** `re.match` looks only at the start. */
function anchored(source: string): string {
  if (!source.includes('|')) return source.startsWith('^') ? source : `^${source}`
  return `^(?:${source})`
}
