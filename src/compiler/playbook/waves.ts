import type { Diagnostic } from '../../core/diagnostics.js'
import { entryOf, type LocatedValue, rangeOf } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import type { CompiledStep } from './steps.js'

/**
 * Reports what would have to be done outside of the waves of a playbook: a target goes through all steps in its turn, so
 * a second `forEach` could not have waves of its own, and an operation before or after would be done in those of the first.
 */
export function stepsOutsideWaves(steps: readonly CompiledStep[]): readonly Diagnostic[] {
  const [waves, ...others] = steps.filter(({ inner }) => inner)
  if (!waves) return []
  const related = [{ message: 'the waves', range: keyRange(waves.place, 'forEach') }]
  return [
    ...others.map(({ place }) =>
      playbookDiagnostics.report('second-for-each', undefined, { range: keyRange(place, 'forEach'), related }),
    ),
    ...steps.flatMap(({ step, place }) => {
      if (step.kind !== 'operation' && step.kind !== 'run') return []
      const parameters = { kind: step.kind }
      return [
        playbookDiagnostics.report('step-outside-waves', parameters, { range: keyRange(place, step.kind), related }),
      ]
    }),
  ]
}

function keyRange(place: LocatedValue, key: string): ReturnType<typeof rangeOf> {
  const entry = entryOf(place, key)
  return rangeOf(entry ? entry.keySpan : place)
}
