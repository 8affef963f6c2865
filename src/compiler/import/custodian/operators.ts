import { type Cel, not } from './cel.js'
import { equal, leavesRemainder, ordered } from './comparison.js'
import { differs, intersects, isMember, isNotMember } from './membership.js'
import type { Operand } from './operand.js'
import { fitsGlob, fitsRegex } from './patterns.js'

type Operator = (left: Operand, right: Operand) => Cel

const equals: Operator = equal
const notEquals: Operator = (left, right) => not(equal(left, right))
const greater: Operator = (left, right) => ordered(left, '>', right)
const greaterOrEqual: Operator = (left, right) => ordered(left, '>=', right)
const less: Operator = (left, right) => ordered(left, '<', right)
const lessOrEqual: Operator = (left, right) => ordered(left, '<=', right)

/** Every spelling of an operator in Custodian's `OPERATORS` (c7n/filters/core.py) and the condition it stands for. */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['eq', equals],
  ['equal', equals],
  ['ne', notEquals],
  ['not-equal', notEquals],
  ['gt', greater],
  ['greater-than', greater],
  ['ge', greaterOrEqual],
  ['gte', greaterOrEqual],
  ['le', lessOrEqual],
  ['lte', lessOrEqual],
  ['lt', less],
  ['less-than', less],
  ['glob', fitsGlob],
  ['regex', (left, right) => fitsRegex(left, right, true)],
  ['regex-case', (left, right) => fitsRegex(left, right, false)],
  ['in', isMember],
  ['ni', isNotMember],
  ['not-in', isNotMember],
  ['contains', (left, right) => isMember(right, left)],
  ['difference', differs],
  ['intersect', intersects],
  ['mod', leavesRemainder],
])
