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
 * Reports operations that take back an earlier one that nothing between them needed, and operations on a target that an
 * earlier one has removed. Told by the operations' own inverses and effects on a made-up target.
 */
export function contradictorySteps(steps: readonly CompiledStep[]): readonly Diagnostic[] {
  const sequence = inSequence(steps)
  return sequence.flatMap((one, index) => {
    const acting = actionOf(one)
    if (!acting) return []
    const earlier = sequence.slice(0, index)
    const pointless = takenBackBy(acting, earlier)
    if (pointless) return [report('contradictory-steps', acting, pointless, 'what it takes back')]
    const removing = earlier.map(actionOf).find((before) => before && removes(before, acting))
    return removing ? [report('step-after-removal', acting, removing, 'the target is gone after this')] : []
  })
}

/** The steps as one target goes through them: those of an unconditional `forEach` stand in its place. */
function inSequence(steps: readonly CompiledStep[]): readonly CompiledStep[] {
  return steps.flatMap((one) => (one.inner && !one.step.when ? inSequence(one.inner) : [one]))
}

function report(
  code: 'contradictory-steps' | 'step-after-removal',
  acting: Action,
  previous: Action,
  message: string,
): Diagnostic {
  const parameters = { operation: acting.operation.verb, previous: previous.operation.verb }
  const range = rangeOf(valueAt(acting.place, ['operation']) ?? acting.place)
  const related = [{ message, range: rangeOf(previous.place) }]
  return playbookDiagnostics.report(code, parameters, { range, related })
}

/** The earlier operation that this one takes back, unless a step between them may need what it did. */
function takenBackBy(acting: Action, earlier: readonly CompiledStep[]): Action | undefined {
  for (const step of [...earlier].reverse()) {
    const before = actionOf(step)
    if (before && takesBack(before, acting)) return before
    if (!step.operation || needs(step, step.operation, acting)) return undefined
  }
  return undefined
}

/** A step of another kind or on another resource may need anything; an operation needs the parts that it rests on. */
function needs({ step }: CompiledStep, operation: Operation, acting: Action): boolean {
  if (step.kind !== 'operation' || step.on !== acting.on) return true
  return operation.dependsOn.some((path) => acting.operation.dependsOn.some((other) => overlaps(path, other)))
}

function overlaps(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`)
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
