import { canonicalJson } from '../../core/canonical-json.js'
import type { Expression } from '../../core/expression.js'
import type { Operation, OperationParameters } from '../../core/operation.js'
import type { StepValue } from '../../core/playbook.js'
import { type LocatedValue, valueAt } from '../source/located-value.js'
import type { DeclaredParameters } from './parameters.js'
import { meaningOf } from './playbook-digest.js'
import { isComputed } from './step-values.js'
import type { CompiledStep } from './steps.js'

/** What is known of a playbook that a step runs. */
export interface CalledPlaybook {
  readonly steps: readonly CompiledStep[]
  readonly scope: Expression | undefined
  readonly params: DeclaredParameters
}

export type CalledPlaybooks = ReadonlyMap<string, CalledPlaybook>

/** A step as a target comes to it. */
export interface StepInOrder {
  readonly one: CompiledStep
  /** What must hold for the step to be taken. */
  readonly conditions: readonly Expression[]
  /** The `run` step of the playbook itself through which it is reached. */
  readonly through: CompiledStep | undefined
  /** What it does, where that is written out. */
  readonly action: Action | undefined
}

/** An operation with values that are written out. */
export interface Action {
  readonly operation: Operation
  readonly on: string | undefined
  readonly params: OperationParameters
}

interface Frame {
  readonly conditions: readonly Expression[]
  readonly through: CompiledStep | undefined
  /** Values of the parameters of the playbook that a step runs; none where whoever runs the playbook gives them. */
  readonly given: Readonly<Record<string, StepValue>>
}

/** The steps as one target goes through them: those of a `forEach` and of a playbook that is run stand in its place. */
export function stepsInOrder(
  steps: readonly CompiledStep[],
  called: CalledPlaybooks,
  frame: Frame = { conditions: [], through: undefined, given: {} },
): readonly StepInOrder[] {
  return steps.flatMap((one) => {
    const { step, inner } = one
    const conditions = step.when ? [...frame.conditions, step.when] : frame.conditions
    if (inner) return stepsInOrder(inner, called, { ...frame, conditions })
    const playbook = step.kind === 'run' ? called.get(step.playbook) : undefined
    if (step.kind !== 'run' || !playbook) {
      return [{ one, conditions, through: frame.through, action: actionOf(one, frame.given) }]
    }
    return stepsInOrder(playbook.steps, called, {
      conditions: playbook.scope ? [...conditions, playbook.scope] : conditions,
      through: frame.through ?? one,
      given: { ...defaultsOf(playbook.params), ...resolved(step.params, frame.given) },
    })
  })
}

/** The place of a step in the playbook itself. */
export function placeOf({ one, through }: StepInOrder): LocatedValue {
  const { place } = through ?? one
  return valueAt(place, ['operation']) ?? valueAt(place, ['run']) ?? place
}

/** Whether two steps are taken of the same targets, as far as conditions that nobody changes in between tell. */
export function isTakenWith(step: StepInOrder, other: StepInOrder): boolean {
  return conditionsText(step) === conditionsText(other)
}

function conditionsText({ conditions }: StepInOrder): string {
  return [...new Set(conditions.map((one) => canonicalJson(meaningOf(one))))].sort().join(' ')
}

function actionOf({ step, operation }: CompiledStep, given: Frame['given']): Action | undefined {
  if (step.kind !== 'operation' || !operation) return undefined
  const values = Object.entries(resolved(step.params, given))
  const plain = values.flatMap(([name, value]) => (isComputed(value) ? [] : [[name, value] as const]))
  return plain.length === values.length ? { operation, on: step.on, params: Object.fromEntries(plain) } : undefined
}

/** Values with the parameters put in that are given. */
function resolved(values: Readonly<Record<string, StepValue>>, given: Frame['given']): Frame['given'] {
  const entries = Object.entries(values).map(([name, value]) => {
    if (!isComputed(value) || value.root.kind !== 'parameter') return [name, value] as const
    return [name, Object.hasOwn(given, value.root.name) ? (given[value.root.name] ?? value) : value] as const
  })
  return Object.fromEntries(entries)
}

function defaultsOf(params: DeclaredParameters): Frame['given'] {
  const entries = Object.entries(params).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return Object.fromEntries(entries)
}
