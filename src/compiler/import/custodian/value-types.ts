import {
  all,
  always,
  any,
  type Cel,
  call,
  choose,
  literal,
  method,
  never,
  not,
  nothing,
  pattern,
  primary,
  relation,
  text,
} from './cel.js'
import { constantOperand, derived, isKind, type Operand, present } from './operand.js'
import { Refusal } from './refusal.js'

/** The two sides of a comparison: the resource's value and the policy's, unless a value type swaps them. */
export interface Sides {
  readonly left: Operand
  readonly right: Operand
}

/** What a value type needs besides the sides. */
export interface ValueTypeContext {
  readonly operator: string | undefined
  /** The value of another key of the same resource. */
  readonly lookUp: (key: string) => Operand
}

type ValueType = (sides: Sides, context: ValueTypeContext) => Sides

const swap: ValueType = ({ left, right }) => ({ left: right, right: left })

/** Custodian's `value_type`s (c7n/filters/core.py, `process_value_type`): how each changes what is compared. */
export const valueTypes: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['normalize', (sides, { operator }) => ({ left: normalized(sides, operator), right: sides.right })],
  ['expr', ({ left, right }, { lookUp }) => ({ left, right: lookUp(textOf(right, 'expr')) })],
  ['integer', ({ left, right }) => ({ left: integer(left), right })],
  ['float', ({ left, right }) => ({ left: float(left), right })],
  ['size', ({ left, right }) => ({ left: size(left), right })],
  ['unique_size', ({ left, right }) => ({ left: uniqueSize(left), right })],
  ['swap', swap],
  ['date', ({ left, right }) => ({ left: instant(left), right: instantConstant(right) })],
  ['age', ({ left, right }) => ({ left: days('ageDays', left), right: dayCount(right, 'age') })],
  ['expiration', ({ left, right }) => ({ left: days('daysUntil', left), right: dayCount(right, 'expiration') })],
  ['cidr_size', ({ left, right }) => ({ left: prefixLength(left), right })],
  ['version', ({ left, right }) => ({ left: versionOrder(left, right), right: constantOperand(0) })],
])

/** Value types that yield a point or span of time, which only has an order. */
export const timeValueTypes: ReadonlySet<string> = new Set(['date', 'age', 'expiration'])

function textOf({ constant }: Operand, valueType: string): string {
  if (typeof constant === 'string') return constant
  throw new Refusal('custodian-value', JSON.stringify(constant), `\`value_type: ${valueType}\` takes a text`)
}

/** Texts in lower case without white space at their ends; other values as they are. */
function normalized({ left, right }: Sides, operator: string | undefined): Operand {
  const lowered = call('normalize', left.cel)
  if (left.shape === 'text') return derived('text', lowered, left)
  if (left.shape !== 'unknown') return left
  const isText = isKind(left, 'string')
  if (onlyTextsMatch(right.constant, operator)) return derived('text', lowered, { missing: not(isText) })
  return { ...left, cel: choose(isText, lowered, left.cel) }
}

const sentinels = new Set<unknown>(['absent', 'present', 'not-null', 'empty'])
const choosingOperators = new Set(['in', 'ni', 'not-in'])
const elementOperators = new Set(['contains', 'difference', 'intersect', 'mod'])

/** True when no value but a text can be equal to, among or like what the policy asks for. */
function onlyTextsMatch(wanted: unknown, operator = 'eq'): boolean {
  if (elementOperators.has(operator)) return false
  const texts = Array.isArray(wanted) && choosingOperators.has(operator) ? wanted : [wanted]
  return texts.every((value) => typeof value === 'string' && !sentinels.has(value))
}

const wholeNumber = pattern('^\\s*[+-]?[0-9]+\\s*$')

/** Python's `int(str(value))`: 0 of everything that is not written as a whole number. */
function integer(value: Operand): Operand {
  return value.shape === 'integer'
    ? present('integer', call('orElse', value.cel, primary('0')))
    : number(value, wholeNumber)
}

const decimalNumber = pattern('^\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*$')

/** Python's `float(str(value))`, 0 of everything that is not written as a number. */
function float(value: Operand): Operand {
  return value.shape === 'number'
    ? present('number', call('orElse', value.cel, primary('0.0')))
    : number(value, decimalNumber)
}

function number(value: Operand, form: Cel): Operand {
  if (!['text', 'unknown', 'integer', 'number'].includes(value.shape)) return constantOperand(0)
  const written = value.shape === 'text' ? value.cel : call('text', value.cel)
  const converted = call('toNumberOrNull', value.cel)
  return present('unknown', choose(method(written, 'matches', form), converted, primary('0')))
}

/** Python's `len`, 0 of what has no length. */
function size(value: Operand): Operand {
  switch (value.shape) {
    case 'text':
      return value.total
        ? present('integer', call('size', value.cel))
        : present('integer', choose(value.missing, primary('0'), call('size', value.cel)))
    case 'list':
      return present('integer', call('size', value.cel))
    case 'object':
      return present('integer', call('size', value.schema.type === 'map' ? value.cel : call('dyn', value.cel)))
    case 'unknown':
      return present(
        'integer',
        choose(
          relation(call('typeName', value.cel), 'in', literal(['string', 'list', 'map'])),
          call('size', value.cel),
          primary('0'),
        ),
      )
    default:
      return constantOperand(0)
  }
}

/** How many different elements; 0 where they are lists or objects, of which Python makes no set. */
function uniqueSize(value: Operand): Operand {
  if (value.shape === 'text' || value.shape === 'object') {
    throw new Refusal('custodian-filter-option', 'unique_size', 'it counts the elements of lists only')
  }
  const countable = value.shape === 'list' && !['list', 'object'].includes(value.elements?.shape ?? 'object')
  const count = call('size', call('distinct', value.cel))
  if (countable) return present('integer', count)
  return value.shape === 'unknown'
    ? present('integer', choose(isKind(value, 'list'), count, primary('0')))
    : constantOperand(0)
}

/** The launch of S3, in seconds since 1970: Custodian takes smaller numbers for something other than instants. */
const firstInstant = literal(1142726400)

/** An instant of any form that Custodian's `parse_date` takes. */
function instant(value: Operand): Operand {
  if (value.shape === 'instant') return value
  const parsed = call('parseTimestampOrNull', value.cel)
  const none = any([value.total ? never : value.missing, relation(parsed, '==', nothing)])
  const tooSmall = relation(value.cel, '<=', firstInstant)
  switch (value.shape) {
    case 'text':
      return derived('instant', parsed, { missing: none })
    case 'integer':
    case 'number':
      return derived('instant', parsed, { missing: any([value.missing, tooSmall]) })
    case 'unknown':
      return derived('instant', parsed, { missing: any([none, all([isKind(value, 'number'), tooSmall])]) })
    default:
      return { ...value, shape: 'nothing', missing: always }
  }
}

function instantConstant(value: Operand): Operand {
  const written = textOf(value, 'date')
  const moment = new Date(
    /\d{4}-\d{2}-\d{2}[T ]\d/.test(written) && !/Z|[+-]\d{2}:?\d{2}$/.test(written) ? `${written}Z` : written,
  )
  if (Number.isNaN(moment.getTime())) throw new Refusal('custodian-value', written, 'it is not a date')
  return present('instant', call('timestamp', text(moment.toISOString())))
}

/** How many days ago an instant was, or how many it is to it. */
export function days(measure: 'ageDays' | 'daysUntil', value: Operand): Operand {
  const at = instant(value)
  return at.shape === 'instant' ? derived('number', call(measure, at.cel), at) : at
}

function dayCount(value: Operand, valueType: string): Operand {
  if (typeof value.constant === 'number') return value
  throw new Refusal(
    'custodian-value',
    JSON.stringify(value.constant),
    `\`value_type: ${valueType}\` takes a number of days`,
  )
}

/** The prefix length of an IPv4 network, 0 of anything else. */
function prefixLength(value: Operand): Operand {
  if (value.shape !== 'text' && value.shape !== 'unknown') return constantOperand(0)
  const written = value.shape === 'text' ? value.cel : call('text', value.cel)
  const isNetwork = method(written, 'matches', pattern('^[0-9.]+/[0-9]+$'))
  return present('integer', choose(isNetwork, call('cidrPrefix', written), primary('0')))
}

/** How the version compares with the policy's; Custodian stops with an error where there is none. */
function versionOrder(value: Operand, bound: Operand): Operand {
  const order = call('versionCompare', value.cel, text(textOf(bound, 'version')))
  const absent = value.shape === 'text' ? value.missing : not(isKind(value, 'string'))
  if (value.shape !== 'text' && value.shape !== 'unknown') return { ...value, shape: 'nothing', missing: always }
  return derived('integer', order, { missing: any([absent, relation(order, '==', nothing)]) })
}

/** `value_type: cidr` has operators of its own: containment of addresses and networks, and sameness. */
export function cidrCondition(value: Operand, wanted: Operand, operator: string): Cel {
  const networks = Array.isArray(wanted.constant) ? wanted.constant : [wanted.constant]
  if (value.shape !== 'text' && value.shape !== 'unknown') return not(always)
  const guard = value.shape === 'text' ? not(value.missing) : isKind(value, 'string')
  const lies = all([guard, any(networks.map((network) => liesIn(value.cel, network)))])
  if (operator === 'in') return lies
  if (operator === 'ni' || operator === 'not-in') return not(lies)
  const same = all([guard, relation(value.cel, '==', literal(wanted.constant))])
  if (operator === 'eq' || operator === 'equal') return same
  if (operator === 'ne' || operator === 'not-equal') return not(same)
  throw new Refusal(
    'custodian-filter-option',
    operator,
    '`value_type: cidr` is supported with eq, ne, in, ni and not-in',
  )
}

/** A written address lies in the resource's network; a written network holds the resource's address or network. */
function liesIn(value: Cel, wanted: unknown): Cel {
  if (typeof wanted !== 'string') {
    throw new Refusal('custodian-value', JSON.stringify(wanted), '`value_type: cidr` takes addresses and networks')
  }
  return wanted.includes('/') ? call('cidrContains', text(wanted), value) : call('cidrContains', value, text(wanted))
}
