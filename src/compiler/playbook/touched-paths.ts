import type { Operation, OperationParameter } from '../../core/operation.js'
import type { StepValue } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import { isComputed } from './step-values.js'
import { changedPaths, tryOperation } from './trial.js'

/** What an operation rests on, and what it is seen to change; undefined when neither says anything. */
export function touchedPaths(
  operation: Operation,
  params: Readonly<Record<string, StepValue>>,
): readonly string[] | undefined {
  const known = Object.entries(params).map(
    ([name, value]) => [name, isComputed(value) ? standIn(operation.params[name]) : value] as const,
  )
  const trial = tryOperation(operation, Object.fromEntries(known))
  if (!trial?.after || trial.creates) return undefined
  const changed = changedPaths(trial.before, trial.after).map((path) => path.split('.')[0] ?? path)
  const paths = [...operation.dependsOn, ...changed]
  return paths.length > 0 ? [...new Set(paths)] : undefined
}

/** Some value that a parameter takes, where what it will be is computed. */
function standIn(parameter: OperationParameter | undefined): ParameterValue {
  const { type = 'string', values, minimum } = parameter ?? {}
  const [listed] = values ?? []
  if (listed !== undefined) return type === 'string' ? listed : Number(listed)
  return minimum ?? standIns[type]
}

const standIns: Readonly<Record<OperationParameter['type'], ParameterValue>> = {
  string: 'any',
  integer: 1,
  number: 1,
  boolean: true,
  duration: '1d',
  map: { any: 'any' },
  list: ['any'],
}
