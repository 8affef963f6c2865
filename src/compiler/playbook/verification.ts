import { canonicalJson } from '../../core/canonical-json.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { looksAtTarget } from '../../core/looks-at-target.js'
import type { Step } from '../../core/playbook.js'
import { rangeOf, valueAt } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import { everyStep } from './duplicate-names.js'
import { meaningOf } from './playbook-digest.js'
import type { CompiledStep } from './steps.js'

/**
 * Reports operations whose outcome nothing verifies. One `verify` covers every operation before it in the same list of
 * steps; under `when` only those under the same condition. One on what a query finds covers no operation on the target,
 * unless an operation acts on that too or the condition reads the target as well. Each wave of a `forEach` is verified by itself, so a `verify` after it covers nothing inside.
 */
export function unverifiedSteps(steps: readonly CompiledStep[]): readonly Diagnostic[] {
  return unverifiedIn(steps, bystanders(everyStep(steps)))
}

function unverifiedIn(steps: readonly CompiledStep[], untouched: ReadonlySet<string>): readonly Diagnostic[] {
  return steps.flatMap((one, index) => {
    if (one.inner) return unverifiedIn(one.inner, untouched)
    if (!one.operation || one.step.kind !== 'operation') return []
    const operating = one.step
    const covering = steps.slice(index + 1).flatMap(({ step }) => (covers(step, operating) ? [step] : []))
    const isCover = (verifying: Verification) => operating.on !== undefined || !isAside(verifying, untouched)
    if (covering.some(isCover)) return []
    const place = valueAt(one.place, ['operation']) ?? one.place
    const parameters = { operation: one.operation.verb, bystander: covering[0]?.on }
    return [playbookDiagnostics.report('unverified-step', parameters, { range: rangeOf(place) })]
  })
}

/** Names of queries whose findings no operation acts on. */
function bystanders(steps: readonly CompiledStep[]): ReadonlySet<string> {
  const actedOn = new Set(steps.map(({ step }) => (step.kind === 'operation' ? step.on : undefined)))
  const queries = steps.flatMap(({ step }) => (step.kind === 'query' ? [step.name] : []))
  return new Set(queries.filter((name) => !actedOn.has(name)))
}

/** True of a verification that looks only at what no operation acts on. */
function isAside({ on, condition }: Verification, untouched: ReadonlySet<string>): boolean {
  return on !== undefined && condition !== undefined && untouched.has(on) && !looksAtTarget(condition.root)
}

function covers(verifying: Step, operating: Step): verifying is Verification {
  if (verifying.kind !== 'verify') return false
  return verifying.when === undefined || conditionText(verifying) === conditionText(operating)
}

type Verification = Extract<Step, { kind: 'verify' }>

function conditionText({ when }: Step): string | undefined {
  return when && canonicalJson(meaningOf(when))
}
