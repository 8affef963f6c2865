import type { Diagnostic } from '../../core/diagnostics.js'
import { fixedValue } from '../resolve/impossible.js'
import { everyStep } from './duplicate-names.js'
import { overlap, pathsRead } from './paths-read.js'
import { sequenceDiagnostics } from './sequence-diagnostics.js'
import type { CompiledStep } from './steps.js'
import { touchedPaths } from './touched-paths.js'

/**
 * Reports verifications whose condition reads nothing that an operation before them touches. Nothing is said where that
 * cannot be told: of links, metrics and other steps, and after steps that act on another resource or run a playbook.
 */
export function vacuousVerifications(steps: readonly CompiledStep[]): readonly Diagnostic[] {
  const all = everyStep(steps)
  return all.flatMap(({ step }, index) => {
    if (step.kind !== 'verify' || !step.condition || fixedValue(step.condition.root) !== undefined) return []
    const earlier = all.slice(0, index)
    const operations = earlier.flatMap(({ operation }) => operation?.verb ?? [])
    const touched = touchedBy(earlier)
    const { paths, more } = pathsRead(step.condition.root)
    if (operations.length === 0 || more || !touched) return []
    if (paths.some((path) => touched.some((one) => overlap(path, one)))) return []
    const parameters = { operations: [...new Set(operations)], touched }
    return [sequenceDiagnostics.report('vacuous-verification', parameters, { range: step.condition.range })]
  })
}

/** The paths of the target that steps touch; undefined when that cannot be told. */
function touchedBy(steps: readonly CompiledStep[]): readonly string[] | undefined {
  const paths = new Set<string>()
  for (const { step, operation } of steps) {
    if (step.kind === 'run' || (step.kind === 'operation' && step.on !== undefined)) return undefined
    const touched = step.kind === 'operation' && operation ? touchedPaths(operation, step.params) : []
    if (!touched) return undefined
    for (const path of touched) paths.add(path)
  }
  return [...paths]
}
