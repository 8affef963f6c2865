import { all, any, type Cel, call, choose, decimal, literal, never, not, primary, relation } from './cel.js'
import { constantOperand, derived, isKind, type Operand, wherePresent } from './operand.js'
import { Refusal } from './refusal.js'

export type OrderOperator = '<' | '<=' | '>' | '>='

/** Python's `==`: values of different kinds differ, two missing values are equal, true is 1. */
export function equal(left: Operand, right: Operand): Cel {
  if (isCondition(left) && typeof right.constant === 'boolean') return right.constant ? left.cel : not(left.cel)
  const bothMissing = all([left.missing, right.missing])
  const sides = comparable(left, right)
  if (!sides) return bothMissing
  const same = relation(cel(sides.left), '==', cel(sides.right))
  const guards = [sides.left, sides.right].filter((side) => !side.total).map((side) => not(side.missing))
  return guards.length === 0 ? same : any([bothMissing, all([...guards, same])])
}

/** A boolean that is always there. */
function isCondition({ shape, missing, constant }: Operand): boolean {
  return shape === 'boolean' && missing.text === never.text && constant === undefined
}

/** False when values of these shapes are never equal. */
export function mayBeEqual(left: Operand, right: Operand): boolean {
  return comparable(left, right) !== undefined
}

/** Python's order of numbers and of texts; a missing value or another kind has none, which Custodian takes for false. */
export function ordered(left: Operand, operator: OrderOperator, right: Operand): Cel {
  if (left.shape === 'list' && right.shape === 'list') {
    throw new Refusal('custodian-filter-option', operator, 'lists have no order in conditions')
  }
  const sides = comparable(left, right)
  if (!sides || ![left, right].every(({ shape }) => orderedShapes.has(shape))) return never
  const known = [left, right].filter(({ shape }) => shape !== 'unknown').map((side) => not(side.missing))
  const kinds = [left, right].filter(({ shape }) => shape === 'unknown').map((side) => orderedKinds(side, left, right))
  return all([...known, ...kinds, relation(cel(sides.left), operator, cel(sides.right))])
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
  readonly left: Operand
  readonly right: Operand
}

/** Both sides in types that compare, or undefined when values of these shapes are never equal. */
function comparable(left: Operand, right: Operand): Sides | undefined {
  if (left.shape === 'nothing' || right.shape === 'nothing') return undefined
  if (left.shape === 'unknown' || right.shape === 'unknown') return { left, right }
  if (isNumeric(left) && isNumeric(right)) return numbers(left, right)
  if (left.shape === 'boolean' && isNumeric(right)) return booleanAndNumber(left, right)
  if (isNumeric(left) && right.shape === 'boolean') {
    const sides = booleanAndNumber(right, left)
    return sides && { left: sides.right, right: sides.left }
  }
  if (left.shape === 'list' && right.shape === 'list') return lists(left, right)
  return left.shape === right.shape ? { left, right } : undefined
}

/** Objects of a known schema compare with map literals only by the values that they have when evaluated. */
function cel({ cel: written, shape, schema }: Operand): Cel {
  return shape === 'object' && schema.type === 'object' ? call('dyn', written) : written
}

function isNumeric({ shape }: Operand): boolean {
  return shape === 'integer' || shape === 'number'
}

/** A number literal takes the type of what it is compared with. */
function numbers(left: Operand, right: Operand): Sides {
  const likened = (side: Operand, other: Operand): Operand =>
    typeof side.constant === 'number' && other.shape === 'number' ? { ...side, cel: decimal(side.constant) } : side
  return { left: likened(left, right), right: likened(right, left) }
}

/** In Python 0 and 1 equal false and true. */
function booleanAndNumber(boolean: Operand, number: Operand): Sides | undefined {
  if (typeof boolean.constant === 'boolean') {
    const counted = Number(boolean.constant)
    return numbers({ ...boolean, cel: literal(counted), constant: counted }, number)
  }
  if (number.constant === 0 || number.constant === 1) {
    return { left: boolean, right: { ...number, cel: literal(number.constant === 1) } }
  }
  return { left: derived('integer', choose(boolean.cel, primary('1'), primary('0')), boolean), right: number }
}

/** Lists whose elements are never equal are equal only when both are empty. */
function lists(left: Operand, right: Operand): Sides | undefined {
  const [written, other] = Array.isArray(left.constant) ? [left, right] : [right, left]
  const shape = other.elements?.shape
  if (!Array.isArray(written.constant) || shape === undefined) return { left: dynamic(left), right: dynamic(right) }
  const element: Operand = { ...other, shape, cel: primary('element') }
  const fits = written.constant.every((value) => mayBeEqual(element, constantOperand(value)))
  return fits ? { left, right } : undefined
}

function dynamic(list: Operand): Operand {
  return { ...list, cel: call('dyn', list.cel) }
}

/** Python's `x % y`, true unless it divides evenly. */
export function leavesRemainder(left: Operand, right: Operand): Cel {
  if (typeof right.constant !== 'number' || right.constant === 0 || !Number.isInteger(right.constant)) {
    throw new Refusal('custodian-value', String(right.constant), '`mod` takes a whole number other than 0')
  }
  const quotient = (value: Cel): Cel => ({
    text: `${value.text} / ${decimal(Number(right.constant)).text}`,
    level: 'multiplication',
  })
  const broken = (value: Cel) => relation(call('double', call('int', quotient(value))), '!=', quotient(value))
  const whole: Cel = { text: `${left.cel.text} % ${right.cel.text}`, level: 'multiplication' }
  switch (left.shape) {
    case 'integer':
      return wherePresent(left, relation(whole, '!=', primary('0')))
    case 'number':
      return wherePresent(left, broken(left.cel))
    case 'unknown':
      return all([isKind(left, 'number'), broken(call('double', left.cel))])
    case 'boolean':
      return Math.abs(right.constant) === 1 ? never : wherePresent(left, left.cel)
    default:
      return never
  }
}
