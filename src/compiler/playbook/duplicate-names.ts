import type { Diagnostic } from '../../core/diagnostics.js'
import { type LocatedValue, rangeOf, valueAt } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import type { CompiledStep } from './steps.js'

/** Reports steps that have the name of a step before them. */
export function duplicateNames(steps: readonly CompiledStep[]): readonly Diagnostic[] {
  const first = new Map<string, LocatedValue>()
  return everyStep(steps).flatMap(({ step: { name }, place }) => {
    const written = valueAt(place, ['name']) ?? valueAt(place, ['query', 'as']) ?? place
    const earlier = first.get(name)
    if (!earlier) {
      first.set(name, written)
      return []
    }
    const related = [{ message: 'the first of that name', range: rangeOf(earlier) }]
    return [playbookDiagnostics.report('duplicate-step', { name }, { range: rangeOf(written), related })]
  })
}

/** The steps with those inside of them, in the order of the text. */
export function everyStep(steps: readonly CompiledStep[]): readonly CompiledStep[] {
  return steps.flatMap((one) => [one, ...everyStep(one.inner ?? [])])
}
