import { canonicalJson } from '../../core/canonical-json.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { EffectContext, Operation, OperationParameters } from '../../core/operation.js'
import type { StepValue } from '../../core/playbook.js'
import type { Resource } from '../../core/resource.js'
import { type LocatedValue, rangeOf, valueAt } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import { sampleResource } from './sample-resource.js'
import { isComputed } from './step-values.js'
import type { CompiledStep } from './steps.js'

/**
 * Reports operations that take back the one before with nothing between them, and operations on a target that an
 * earlier one has removed. Told by the operations' own inverses and effects on a made-up target.
 */
export function contradictorySteps(steps: readonly CompiledStep[]): readonly Diagnostic[] {
  return steps.flatMap((one, index) => {
    if (one.inner) return contradictorySteps(one.inner)
    const acting = actionOf(one)
    if (!acting) return []
    const before = steps[index - 1]
    const previous = before && actionOf(before)
    const place = rangeOf(valueAt(one.place, ['operation']) ?? one.place)
    if (previous && takesBack(previous, acting)) {
      const parameters = { operation: acting.operation.verb, previous: previous.operation.verb }
      const related = [{ message: 'what it takes back', range: rangeOf(previous.place) }]
      return [playbookDiagnostics.report('contradictory-steps', parameters, { range: place, related })]
    }
    const removing = steps
      .slice(0, index)
      .map(actionOf)
      .find((earlier) => earlier && removes(earlier, acting))
    if (!removing) return []
    const parameters = { operation: acting.operation.verb, previous: removing.operation.verb }
    const related = [{ message: 'the target is gone after this', range: rangeOf(removing.place) }]
    return [playbookDiagnostics.report('step-after-removal', parameters, { range: place, related })]
  })
}

/** An operation that is always performed, with values that are written out. */
interface Action {
  readonly operation: Operation
  readonly on: string | undefined
  readonly params: OperationParameters
  readonly place: LocatedValue
}

function actionOf({ step, operation, place }: CompiledStep): Action | undefined {
  if (step.kind !== 'operation' || !operation || step.when) return undefined
  const params = constants(step.params)
  return params && { operation, on: step.on, params, place }
}

function constants(values: Readonly<Record<string, StepValue>>): OperationParameters | undefined {
  const entries = Object.entries(values)
  const plain = entries.flatMap(([name, value]) => (isComputed(value) ? [] : [[name, value] as const]))
  return plain.length === entries.length ? Object.fromEntries(plain) : undefined
}

function takesBack(before: Action, after: Action): boolean {
  if (before.on !== after.on || before.operation.type !== after.operation.type) return false
  const sample = sampleResource(before.operation.type)
  const inverse = quietly(() => before.operation.inverse(sample, before.params))
  if (inverse?.created !== undefined) return false
  return inverse?.operation === after.operation.name && canonicalJson(inverse.params) === canonicalJson(after.params)
}

function removes(before: Action, after: Action): boolean {
  if (before.on !== after.on || before.operation.type !== after.operation.type) return false
  return quietly(() => isGone(before)) === true
}

function isGone({ operation, params }: Action): boolean {
  const sample: Resource = sampleResource(operation.type)
  return operation.effect(sample, params, madeUp).target === undefined
}

const madeUp: EffectContext = { now: new Date(0), newId: (kind) => `new-${kind}`, token: 'made-up' }

/** An operation may not know what to do with a made-up target; then nothing is said about it. */
function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
