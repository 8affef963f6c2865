import { canonicalJson } from '../../core/canonical-json.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { rangeOf } from '../source/located-value.js'
import {
  type Action,
  type CalledPlaybooks,
  isTakenWith,
  placeOf,
  type StepInOrder,
  stepsInOrder,
} from './actions-in-order.js'
import { overlap, pathsRead } from './paths-read.js'
import { sampleResource } from './sample-resource.js'
import { sequenceDiagnostics } from './sequence-diagnostics.js'
import type { CompiledStep } from './steps.js'
import { touchedPaths } from './touched-paths.js'
import { changedPaths, quietly, tryOperation, valuesIn } from './trial.js'

/** What a step does to what an earlier one did. */
type Undoing = 'contradictory-steps' | 'overwritten-step' | 'pointless-step'

const words: Readonly<Record<Undoing | 'step-after-removal', string>> = {
  'contradictory-steps': 'what it takes back',
  'overwritten-step': 'what it sets again',
  'pointless-step': 'what it repeats',
  'step-after-removal': 'the target is gone after this',
}

/**
 * Reports operations that repeat, take back or set again what an earlier one did and nothing between them needed, and
 * operations on a target that an earlier one has removed. Told by the operations' own inverses and effects on a made-up
 * target; the steps of playbooks that are run stand in their place.
 */
export function contradictorySteps(steps: readonly CompiledStep[], called: CalledPlaybooks): readonly Diagnostic[] {
  const sequence = stepsInOrder(steps, called)
  return sequence.flatMap((acting, index) => {
    const earlier = sequence.slice(0, index)
    const undone = undoneBy(acting, earlier)
    if (undone) return report(undone.how, acting, undone.before)
    const removing = earlier.find((before) => removes(before, acting))
    return removing ? report('step-after-removal', acting, removing) : []
  })
}

/** Nothing is said of two steps of the same playbook that is run: that is said where they stand. */
function report(code: keyof typeof words, acting: StepInOrder, before: StepInOrder): readonly Diagnostic[] {
  if (!acting.action || !before.action || (acting.through && acting.through === before.through)) return []
  const parameters = { operation: acting.action.operation.verb, previous: before.action.operation.verb }
  const related = [{ message: words[code], range: rangeOf((before.through ?? before.one).place) }]
  return [sequenceDiagnostics.report(code, parameters, { range: rangeOf(placeOf(acting)), related })]
}

/** The earlier operation that this one undoes in some way, unless a step between them may need what it did. */
function undoneBy(
  acting: StepInOrder,
  earlier: readonly StepInOrder[],
): { readonly before: StepInOrder; readonly how: Undoing } | undefined {
  const { action } = acting
  if (!action) return undefined
  for (const before of [...earlier].reverse()) {
    if (!keepsConditions(before, acting)) return undefined
    const how = before.action && isTakenWith(before, acting) ? undoing(before.action, action) : undefined
    if (how) return { before, how }
    if (needs(before, action)) return undefined
  }
  return undefined
}

/** A step of another kind or on another resource may need anything; an operation needs the parts that it rests on. */
function needs({ one: { step, operation } }: StepInOrder, acting: Action): boolean {
  if (!operation || step.kind !== 'operation' || step.on !== acting.on) return true
  return operation.dependsOn.some((path) => acting.operation.dependsOn.some((other) => overlap(path, other)))
}

/** Whether a step leaves alone what the conditions of another one read. */
function keepsConditions({ one: { step, operation } }: StepInOrder, { conditions }: StepInOrder): boolean {
  if (conditions.length === 0) return true
  const touched = step.kind === 'operation' && operation ? touchedPaths(operation, step.params) : undefined
  if (!touched) return false
  return conditions.every(({ root }) => {
    const { paths, more } = pathsRead(root)
    return !more && !paths.some((path) => touched.some((one) => overlap(path, one)))
  })
}

function isOnTheSame(before: Action, after: Action): boolean {
  return before.on === after.on && before.operation.type === after.operation.type
}

function undoing(before: Action, after: Action): Undoing | undefined {
  if (!isOnTheSame(before, after)) return undefined
  const isSame = before.operation === after.operation && canonicalJson(before.params) === canonicalJson(after.params)
  if (isSame) return 'pointless-step'
  const inverse = quietly(() => before.operation.inverse(sampleResource(before.operation.type), before.params))
  const isInverse =
    inverse?.created === undefined &&
    inverse?.operation === after.operation.name &&
    canonicalJson(inverse.params) === canonicalJson(after.params)
  return isInverse ? 'contradictory-steps' : overwriting(before, after)
}

/** A tag that is set and then removed or set otherwise, and an operation whose whole effect the same operation replaces. */
function overwriting(before: Action, after: Action): Undoing | undefined {
  const first = tryOperation(before.operation, before.params)
  const second = first?.after && tryOperation(after.operation, after.params, first.after)
  if (!first?.after || !second?.after || first.creates) return undefined
  const again = new Set(changedPaths(first.after, second.after))
  const changed = changedPaths(first.before, first.after)
  const tags = changed.filter((path) => path.startsWith('tags.') && again.has(path))
  const left = valuesIn(second.after)
  if (tags.length > 0) return tags.some((path) => left.has(path)) ? 'overwritten-step' : 'contradictory-steps'
  const isReplaced = changed.length > 0 && changed.every((path) => again.has(path))
  return isReplaced && before.operation === after.operation ? 'overwritten-step' : undefined
}

function removes({ action, conditions }: StepInOrder, { action: after }: StepInOrder): boolean {
  if (!action || !after || conditions.length > 0 || !isOnTheSame(action, after)) return false
  const trial = tryOperation(action.operation, action.params)
  return trial !== undefined && trial.after === undefined
}
