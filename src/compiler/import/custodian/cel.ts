/** How tightly an expression binds, loosest first: what needs parentheses inside what. */
const levels = ['conditional', 'or', 'and', 'relation', 'addition', 'multiplication', 'unary', 'primary'] as const
type Level = (typeof levels)[number]

/** A CEL text and its outermost operator, so that texts can be combined with no more parentheses than needed. */
export interface Cel {
  readonly text: string
  readonly level: Level
  /** The opposite, where there is a shorter text for it than a `!` in front. */
  readonly opposite?: Cel
}

export const always: Cel = { text: 'true', level: 'primary' }
export const never: Cel = { text: 'false', level: 'primary' }
export const nothing: Cel = { text: 'null', level: 'primary' }

/** A name, a call, a literal or anything else that binds tightest. */
export function primary(text: string): Cel {
  return { text, level: 'primary' }
}

/** A text literal. */
export function text(value: string): Cel {
  const escaped = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return primary(`'${escaped}'`)
}

/** A pattern literal: raw where that spares escaping backslashes. */
export function pattern(value: string): Cel {
  const rawFits = value.includes('\\') && !value.includes("'") && !/[\n\r]/.test(value) && !value.endsWith('\\')
  return rawFits ? primary(`r'${value}'`) : text(value)
}

/** Any JSON value as a literal; numbers that are not whole become doubles. */
export function literal(value: unknown): Cel {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return primary(`[${value.map((item) => literal(item).text).join(', ')}]`)
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${text(key).text}: ${literal(member).text}`)
    return primary(`{${members.join(', ')}}`)
  }
  return typeof value === 'number' && value < 0
    ? { text: String(value), level: 'unary' }
    : primary(String(value ?? null))
}

/** A number literal of CEL's `double`. */
export function decimal(value: number): Cel {
  const digits = String(value)
  return { text: /[.e]/.test(digits) ? digits : `${digits}.0`, level: value < 0 ? 'unary' : 'primary' }
}

/** All of these; the constants are folded. */
export function all(parts: readonly Cel[]): Cel {
  if (parts.some((part) => part.text === never.text)) return never
  return join(
    parts.filter((part) => part.text !== always.text),
    { operator: '&&', level: 'and', none: always },
  )
}

/** Any of these; the constants are folded. */
export function any(parts: readonly Cel[]): Cel {
  if (parts.some((part) => part.text === always.text)) return always
  const possible = parts.filter((part) => part.text !== never.text)
  const either = join(possible, { operator: '||', level: 'or', none: never })
  const opposites = possible.flatMap(({ opposite }) => opposite ?? [])
  return possible.length > 1 && opposites.length === possible.length ? { ...either, opposite: all(opposites) } : either
}

function join(parts: readonly Cel[], how: { operator: string; level: Level; none: Cel }): Cel {
  const distinct = parts.filter((part, index) => parts.findIndex((other) => other.text === part.text) === index)
  const [first] = distinct
  if (first === undefined) return how.none
  if (distinct.length === 1) return first
  return { text: distinct.map((part) => within(part, how.level)).join(` ${how.operator} `), level: how.level }
}

/** The opposite; a doubled one cancels out. */
export function not(part: Cel): Cel {
  if (part.text === always.text) return never
  if (part.text === never.text) return always
  return part.opposite ?? { text: `!${within(part, 'unary')}`, level: 'unary', opposite: part }
}

export type RelationOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in'

/** A comparison or membership test. */
export function relation(left: Cel, operator: RelationOperator, right: Cel): Cel {
  const written = (chosen: RelationOperator): Cel => ({
    text: `${within(left, 'addition')} ${chosen} ${within(right, 'addition')}`,
    level: 'relation',
  })
  if (operator === '==') return { ...written('=='), opposite: written('!=') }
  if (operator === '!=') return { ...written('!='), opposite: written('==') }
  return written(operator)
}

/** One of two values by a condition. */
export function choose(condition: Cel, yes: Cel, no: Cel): Cel {
  if (condition.text === always.text) return yes
  if (condition.text === never.text) return no
  return {
    text: `${within(condition, 'or')} ? ${within(yes, 'or')} : ${within(no, 'conditional')}`,
    level: 'conditional',
  }
}

/** `target.name(…)`. */
export function method(target: Cel, name: string, ...inputs: readonly Cel[]): Cel {
  return primary(`${within(target, 'primary')}.${name}(${inputs.map((input) => input.text).join(', ')})`)
}

/** `name(…)`. */
export function call(name: string, ...inputs: readonly Cel[]): Cel {
  return primary(`${name}(${inputs.map((input) => input.text).join(', ')})`)
}

const reserved = new Set(
  'as break const continue else false for function if import in let loop package namespace null return true var void while'.split(
    ' ',
  ),
)

/** A member by name: with a dot where the name allows it, else in brackets. */
export function member(target: Cel, name: string): Cel {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name)
  return primary(`${within(target, 'primary')}${plain ? `.${name}` : `[${text(name).text}]`}`)
}

/** An element by position. */
export function element(target: Cel, position: Cel): Cel {
  return primary(`${within(target, 'primary')}[${position.text}]`)
}

/** `list.exists(variable, condition)` */
export function exists(list: Cel, variable: string, condition: Cel): Cel {
  return method(list, 'exists', primary(variable), condition)
}

/** `list.filter(variable, condition)` */
export function filter(list: Cel, variable: string, condition: Cel): Cel {
  return condition.text === always.text ? list : method(list, 'filter', primary(variable), condition)
}

/** `list.map(variable, value)` */
export function map(list: Cel, variable: string, value: Cel): Cel {
  return value.text === variable ? list : method(list, 'map', primary(variable), value)
}

function within(part: Cel, level: Level): string {
  return levels.indexOf(part.level) >= levels.indexOf(level) ? part.text : `(${part.text})`
}
