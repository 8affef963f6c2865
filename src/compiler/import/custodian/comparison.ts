import { all, any, type Cel, call, choose, decimal, literal, never, not, primary, relation } from './cel.js'
import { isKind, type Operand, wherePresent } from './operand.js'
import { Refusal } from './refusal.js'

export type OrderOperator = '<' | '<=' | '>' | '>='

/** Python's `==`: values of different kinds differ, two missing values are equal, true is 1. */
export function equal(left: Operand, right: Operand): Cel {
  const bothMissing = all([left.missing, right.missing])
  const sides = comparable(left, right)
  if (!sides) return bothMissing
  const same = relation(sides.left, '==', sides.right)
  const guarded = [left, right].filter((side) => !side.total).map((side) => not(side.missing))
  if (guarded.length === 0) return same
  return any([bothMissing, all([...guarded, same])])
}

/** Python's order of numbers and of texts; a missing value or another kind has none, which Custodian takes for false. */
export function ordered(left: Operand, operator: OrderOperator, right: Operand): Cel {
  if (left.shape === 'list' && right.shape === 'list') {
    throw new Refusal('custodian-filter-option', operator, 'lists have no order in conditions')
  }
  const kinds = [left, right].filter(({ shape }) => shape === 'unknown').map((side) => orderedKinds(side, left, right))
  const sides = comparable(asNumber(left, right), asNumber(right, left))
  if (!sides || ![left, right].every(({ shape }) => orderedShapes.has(shape))) return never
  const known = [left, right].filter(({ shape }) => shape !== 'unknown')
  return all([...known.map((side) => not(side.missing)), ...kinds, relation(sides.left, operator, sides.right)])
}

const orderedShapes = new Set<Operand['shape']>(['text', 'integer', 'number', 'boolean', 'instant', 'unknown'])

/** The kinds that a value of unknown shape must have so that it can be ordered against the other side. */
function orderedKinds(unknown: Operand, left: Operand, right: Operand): Cel {
  const other = unknown === left ? right : left
  if (other.shape === 'unknown') {
    const both = (kind: 'string' | 'number') => all([isKind(left, kind), isKind(right, kind)])
    return any([both('number'), both('string')])
  }
  return isKind(unknown, other.shape === 'text' ? 'string' : 'number')
}

interface Sides {
  readonly left: Cel
  readonly right: Cel
}

/** Both sides as CEL of types that compare, or undefined when values of these shapes are never equal. */
function comparable(left: Operand, right: Operand): Sides | undefined {
  if (left.shape === 'nothing' || right.shape === 'nothing') return undefined
  if (left.shape === 'unknown' || right.shape === 'unknown') return { left: open(left), right: open(right) }
  if (isNumeric(left) && isNumeric(right)) return numbers(left, right)
  if (isNumeric(left) && right.shape === 'boolean') return numbers(left, asNumber(right, left))
  if (left.shape === 'boolean' && isNumeric(right)) return booleans(left, right)
  if (left.shape !== right.shape) return undefined
  return { left: open(left), right: open(right) }
}

/** Objects of a known schema compare with map literals only by the values that they have when evaluated. */
function open({ cel, shape, schema }: Operand): Cel {
  return shape === 'object' && schema.type === 'object' ? call('dyn', cel) : cel
}

function isNumeric({ shape }: Operand): boolean {
  return shape === 'integer' || shape === 'number'
}

/** Whole numbers and fractions are types of their own; a literal takes the type of what it is compared with. */
function numbers(left: Operand, right: Operand): Sides {
  if (left.shape === right.shape) return { left: left.cel, right: right.cel }
  return { left: asDouble(left), right: asDouble(right) }
}

function asDouble({ cel, shape, constant }: Operand): Cel {
  if (typeof constant === 'number') return decimal(constant)
  return shape === 'integer' ? call('double', cel) : cel
}

/** In Python 0 and 1 equal false and true; no other number equals either. */
function booleans(left: Operand, right: Operand): Sides | undefined {
  if (right.constant === 0 || right.constant === 1) return { left: left.cel, right: literal(right.constant === 1) }
  if (right.constant !== undefined) return undefined
  return { left: asNumber(left, right).cel, right: right.cel }
}

/** A boolean as the number that Python takes it for when the other side is one. */
function asNumber(operand: Operand, other: Operand): Operand {
  if (operand.shape !== 'boolean' || !(isNumeric(other) || other.shape === 'boolean')) return operand
  if (typeof operand.constant === 'boolean') {
    return { ...operand, shape: 'integer', cel: literal(Number(operand.constant)), constant: Number(operand.constant) }
  }
  return { ...operand, shape: 'integer', cel: choose(operand.cel, primary('1'), primary('0')) }
}

/** Python's `x % y`, true unless it divides evenly. */
export function leavesRemainder(left: Operand, right: Operand): Cel {
  if (typeof right.constant !== 'number' || right.constant === 0 || !Number.isInteger(right.constant)) {
    throw new Refusal('custodian-value', String(right.constant), '`mod` takes a whole number other than 0')
  }
  const remains = (value: Cel) =>
    relation({ text: `${value.text} % ${right.cel.text}`, level: 'multiplication' }, '!=', primary('0'))
  if (left.shape === 'integer') return wherePresent(left, remains(left.cel))
  if (left.shape === 'unknown') return all([isKind(left, 'number'), remains(call('int', left.cel))])
  if (left.shape === 'number') return wherePresent(left, remains(call('int', left.cel)))
  if (left.shape === 'boolean') return right.constant === 1 ? never : wherePresent(left, left.cel)
  return never
}
