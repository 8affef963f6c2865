import { all, type Cel, call, never, not, relation, text } from './cel.js'
import type { Operand } from './operand.js'

/** True where Python takes the value for true: not None, false, zero or empty. */
export function pythonTruth(operand: Operand): Cel {
  switch (operand.shape) {
    case 'boolean':
      return operand.total ? operand.cel : all([not(operand.missing), operand.cel])
    case 'instant':
      return not(operand.missing)
    case 'text':
      return operand.total
        ? not(call('isEmpty', operand.cel))
        : all([not(operand.missing), relation(operand.cel, '!=', text(''))])
    case 'nothing':
      return never
    default:
      return call('isTruthy', operand.cel)
  }
}
