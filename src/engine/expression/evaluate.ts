import type { Expression } from '../../core/expression.js'
import type { MessageTemplate } from '../../core/policy.js'
import { explain } from './explain/explain.js'
import type { Unknown } from './explain/explanation.js'
import { displayText, present } from './functions/index.js'
import { compileQuestion, type Evaluator } from './generate/compile.js'
import type { EvaluationScope } from './scope.js'

const compiled = { value: new WeakMap<Expression, Evaluator>(), truth: new WeakMap<Expression, Evaluator>() }

function ask(question: 'value' | 'truth', expression: Expression, scope: EvaluationScope): unknown {
  const known = compiled[question].get(expression) ?? compileQuestion(expression.root, question, 'document')
  compiled[question].set(expression, known)
  return known(scope)
}

/** The value of an expression as JSON (timestamps as ISO texts, a decision as a boolean), or why it is not known. */
export function evaluate(
  expression: Expression,
  scope: EvaluationScope,
): { readonly value: unknown } | { readonly unknown: Unknown } {
  const question = expression.root.type.kind === 'bool' ? 'truth' : 'value'
  const value = ask(question, expression, scope)
  if (value !== undefined) return { value: present(value) }
  const { unknown } = explain(expression, scope)
  return { unknown: unknown ?? { reason: 'failed', message: 'the value cannot be computed' } }
}

/** The text of a template about a resource. What is null or unknown reads as `(unknown)`. */
export function renderMessage(template: MessageTemplate, scope: EvaluationScope): string {
  return template.map((part) => (typeof part === 'string' ? part : placeholderText(part, scope))).join('')
}

function placeholderText(expression: Expression, scope: EvaluationScope): string {
  const value = ask('value', expression, scope)
  return value === undefined || value === null ? '(unknown)' : displayText(value)
}
