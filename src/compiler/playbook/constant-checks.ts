import type { Diagnostic } from '../../core/diagnostics.js'
import type { Expression } from '../../core/expression.js'
import { fixedValue } from '../resolve/impossible.js'
import { rangeOf, valueAt } from '../source/located-value.js'
import { everyStep } from './duplicate-names.js'
import { sequenceDiagnostics } from './sequence-diagnostics.js'
import type { CompiledStep } from './steps.js'

/** Reports verifications and waits whose condition no target can change, and what comes after a wait that never ends. */
export function constantChecks(steps: readonly CompiledStep[]): readonly Diagnostic[] {
  const all = everyStep(steps)
  return all.flatMap((one, index) => {
    const condition = checkedBy(one)
    const value = condition && fixedValue(condition.root)
    if (!condition || value === undefined) return []
    const kind = one.step.kind === 'wait' ? 'wait' : 'verify'
    const problem = sequenceDiagnostics.report('constant-check', { kind, value }, { range: condition.range })
    const next = all[index + 1]
    const isEndless = kind === 'wait' && !value && !one.step.when
    return next && isEndless ? [problem, neverReached(next, condition)] : [problem]
  })
}

function checkedBy({ step }: CompiledStep): Expression | undefined {
  if (step.kind === 'verify') return step.condition
  return step.kind === 'wait' ? step.until : undefined
}

function neverReached({ place, step }: CompiledStep, waiting: Expression): Diagnostic {
  const key = step.kind === 'query' ? 'query' : step.kind
  const range = rangeOf(valueAt(place, [key]) ?? place)
  const related = [{ message: 'this wait never ends well', range: waiting.range }]
  return sequenceDiagnostics.report('unreachable-after-wait', undefined, { range, related })
}
