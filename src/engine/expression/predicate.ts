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

/** Compiles a condition. */
export function compilePredicate({ root }: Expression): Predicate {
  return {
    certainlyTrue: compileQuestion(root, 'certainly-true', 'document') as Predicate['certainlyTrue'],
    certainlyFalse: compileQuestion(root, 'certainly-false', 'document') as Predicate['certainlyFalse'],
  }
}
