import { any, type Cel, call, not, relation } from '../cel.js'
import { equal, ordered } from '../comparison.js'
import type { Operand } from '../operand.js'
import { pythonTruth } from '../truth.js'
import type { Comparator } from './syntax.js'

/** True where JMESPath takes a value for true: not null, false or empty; zero is true. */
export function jmesPathTruth(operand: Operand): Cel {
  switch (operand.shape) {
    case 'boolean':
      return pythonTruth(operand)
    case 'text':
    case 'list':
    case 'object':
    case 'nothing':
      return call('isTruthy', operand.cel)
    case 'unknown':
      return any([call('isTruthy', operand.cel), relation(operand.cel, '==', { text: '0', level: 'primary' })])
    default:
      return not(operand.missing)
  }
}

/** A JMESPath comparison; anything but two numbers has no order and gives null, which is not true. */
export function compareJmesPath(operator: Comparator, left: Operand, right: Operand): Cel {
  if (operator === '==') return equal(left, right)
  if (operator === '!=') return not(equal(left, right))
  return ordered(left, operator, right)
}
