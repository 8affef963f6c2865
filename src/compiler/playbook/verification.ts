import { canonicalJson } from '../../core/canonical-json.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { Step } from '../../core/playbook.js'
import { rangeOf, valueAt } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import { meaningOf } from './playbook-digest.js'
import type { CompiledStep } from './steps.js'

/**
 * Reports operations whose outcome nothing verifies. One `verify` covers every operation before it in the same list of
 * steps; under `when` only those under the same condition. Each wave of a `forEach` is verified by itself, so a `verify`
 * after it covers nothing inside.
 */
export function unverifiedSteps(steps: readonly CompiledStep[]): readonly Diagnostic[] {
  return steps.flatMap((one, index) => {
    if (one.inner) return unverifiedSteps(one.inner)
    if (!one.operation || steps.slice(index + 1).some(({ step }) => covers(step, one.step))) return []
    const place = valueAt(one.place, ['operation']) ?? one.place
    const parameters = { operation: one.operation.verb }
    return [playbookDiagnostics.report('unverified-step', parameters, { range: rangeOf(place) })]
  })
}

function covers(verifying: Step, operating: Step): boolean {
  if (verifying.kind !== 'verify') return false
  return verifying.when === undefined || conditionText(verifying) === conditionText(operating)
}

function conditionText({ when }: Step): string | undefined {
  return when && canonicalJson(meaningOf(when))
}
