import type { Diagnostic } from '../../core/diagnostics.js'
import { type LocatedValue, rangeOf, textAt, valueAt } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import { everyStep } from './duplicate-names.js'
import { mayBeUndone } from './reversible.js'
import type { CompiledStep } from './steps.js'

/** Reports operations that cannot be undone where neither the step nor the playbook says so. */
export function checkUndo(root: LocatedValue, steps: readonly CompiledStep[]): readonly Diagnostic[] {
  const said = textAt(root, 'undo') === 'irreversible'
  return everyStep(steps).flatMap(({ operation, place }) => {
    if (!operation || mayBeUndone(operation)) return []
    if (said || textAt(place, 'undo') === 'irreversible') return []
    const range = rangeOf(valueAt(place, ['operation']) ?? place)
    return [playbookDiagnostics.report('irreversible-not-said', { operation: operation.verb }, { range })]
  })
}
