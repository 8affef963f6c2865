import type { Expression } from '../../core/expression.js'
import { compileQuestion } from './generate/compile.js'
import type { EvaluationScope } from './scope.js'

/**
 * A compiled condition. Both answers are false when the condition cannot be decided; they are never both true. Neither
 * throws.
 */
export interface Predicate {
  readonly certainlyTrue: (scope: EvaluationScope) => boolean
  readonly certainlyFalse: (scope: EvaluationScope) => boolean
}

const compiled = new WeakMap<Expression, Predicate>()

/** Compiles a condition, each once: proofs judge by the same policy again and again. */
export function compilePredicate(expression: Expression): Predicate {
  const known = compiled.get(expression)
  if (known) return known
  const { root } = expression
  const predicate: Predicate = {
    certainlyTrue: compileQuestion(root, 'certainly-true', 'document') as Predicate['certainlyTrue'],
    certainlyFalse: compileQuestion(root, 'certainly-false', 'document') as Predicate['certainlyFalse'],
  }
  compiled.set(expression, predicate)
  return predicate
}
