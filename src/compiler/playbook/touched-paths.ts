import type { Operation } from '../../core/operation.js'
import type { StepValue } from '../../core/playbook.js'
import { isComputed } from './step-values.js'
import { changedPaths, tryOperation } from './trial.js'

/** What an operation rests on, and what it is seen to change; undefined when neither says anything. */
export function touchedPaths(
  operation: Operation,
  params: Readonly<Record<string, StepValue>>,
): readonly string[] | undefined {
  const known = Object.entries(params).flatMap(([name, value]) => (isComputed(value) ? [] : [[name, value] as const]))
  const trial = tryOperation(operation, Object.fromEntries(known))
  if (!trial?.after || trial.creates) return undefined
  const changed = changedPaths(trial.before, trial.after).map((path) => path.split('.')[0] ?? path)
  const paths = [...operation.dependsOn, ...changed]
  return paths.length > 0 ? [...new Set(paths)] : undefined
}
