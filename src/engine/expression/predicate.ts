import type { Expression } from '../../core/expression.js'
import { compileQuestion, type Evaluator } from './generate/compile.js'
import type { EvaluationScope } from './scope.js'

/**
 * A compiled condition. Both answers are false when the condition cannot be decided; they are never both true. Neither
 * throws.
 */
export interface Predicate {
  readonly certainlyTrue: (scope: EvaluationScope) => boolean
  readonly certainlyFalse: (scope: EvaluationScope) => boolean
}

/** Compiles a condition; the code for each answer is made when it is first asked for. */
export function compilePredicate(expression: Expression): Predicate {
  return {
    certainlyTrue: lazily(() => compileQuestion(expression.root, 'certainly-true', 'document')),
    certainlyFalse: lazily(() => compileQuestion(expression.root, 'certainly-false', 'document')),
  }
}

function lazily(compile: () => Evaluator): (scope: EvaluationScope) => boolean {
  let evaluator: Evaluator | undefined
  return (scope) => {
    evaluator ??= compile()
    return evaluator(scope) === true
  }
}
