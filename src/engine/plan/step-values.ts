import type { Expression } from '../../core/expression.js'
import type { StepValue } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import { type EvaluationScope, evaluate } from '../expression/index.js'

/** A value of a step, or why it is not known. */
export type KnownValue = { readonly value: ParameterValue } | { readonly unknown: string }

/** The values of a step's parameters on one target, or why one of them is not known. */
export function evaluateValues(
  values: Readonly<Record<string, StepValue>>,
  scope: EvaluationScope,
): { readonly value: Readonly<Record<string, ParameterValue>> } | { readonly unknown: string } {
  const known: Record<string, ParameterValue> = {}
  for (const [name, value] of Object.entries(values)) {
    const result = evaluateValue(value, scope)
    if ('unknown' in result) return { unknown: `${name}: ${result.unknown}` }
    known[name] = result.value
  }
  return { value: known }
}

function evaluateValue(value: StepValue, scope: EvaluationScope): KnownValue {
  if (!isExpression(value)) return { value }
  const result = evaluate(value, scope)
  if ('value' in result) return { value: result.value as ParameterValue }
  return { unknown: `\`${value.text}\` is not known: ${result.unknown.message}` }
}

/** True of values that are computed rather than written out. */
export function isExpression(value: StepValue | undefined): value is Expression {
  return typeof value === 'object' && value !== null && 'root' in value && 'language' in value
}
