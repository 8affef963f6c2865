import type { OperationParameter, OperationParameters, Refusal } from '../../core/operation.js'
import type { ParameterValue } from '../../core/policy.js'
import type { Resource } from '../../core/resource.js'
import { parseSpan } from '../../core/temporal.js'

/** The target is as wanted. */
export function already(reason: string): Refusal {
  return { kind: 'already', reason }
}

/** The operation cannot run on the target. */
export function refused(reason: string): Refusal {
  return { kind: 'refused', reason }
}

/** Refuses when a property that one of the paths starts with could not be read. */
export function refuseUnread(target: Resource, paths: readonly string[]): Refusal | undefined {
  for (const path of paths) {
    const property = path.split(/[.[]/)[0] ?? ''
    const unread = target.unread?.[property]
    if (unread) return refused(`${property} could not be read: ${unread.message}`)
  }
  return undefined
}

/** Refuses parameters that are missing, of another type or out of bounds. */
export function refuseParameters(
  params: OperationParameters,
  declared: Readonly<Record<string, OperationParameter>>,
): Refusal | undefined {
  for (const [name, parameter] of Object.entries(declared)) {
    const problem = problemOf(params[name], parameter)
    if (problem !== undefined) return refused(`${name} ${problem}`)
  }
  const unknown = Object.keys(params).find((name) => !(name in declared))
  return unknown === undefined ? undefined : refused(`${unknown} is no parameter of the operation`)
}

const fits: Readonly<Record<OperationParameter['type'], (value: ParameterValue) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  duration: (value) => typeof value === 'string' && parseSpan(value) !== undefined,
  map: (value) => typeof value === 'object' && !Array.isArray(value),
  list: (value) => Array.isArray(value),
}

/** Null stands for an optional parameter that is not given. */
function problemOf(value: ParameterValue | undefined, parameter: OperationParameter): string | undefined {
  if (value === undefined || value === null) return parameter.required ? 'is missing' : undefined
  const { type, values, minimum, maximum, pattern } = parameter
  if (!fits[type](value)) return `must be of type ${type}`
  if (values && !values.includes(String(value))) return `must be one of ${values.join(', ')}`
  if (minimum !== undefined && Number(value) < minimum) return `must be at least ${minimum}`
  if (maximum !== undefined && Number(value) > maximum) return `must be at most ${maximum}`
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(String(value))) return `must match ${pattern}`
  return undefined
}
