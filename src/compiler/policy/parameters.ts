import type { Diagnostic } from '../../core/diagnostics.js'
import type { ParameterValue } from '../../core/policy.js'
import { resolveDiagnostics } from '../resolve/diagnostics.js'
import { describeValue } from '../schema/describe-value.js'
import { type LocatedEntry, plainValue, rangeOf } from '../source/located-value.js'
import { closestName } from '../suggestion.js'

/** Checks values given to parameters of a policy against the defaults, which give their types. */
export function checkParameters(
  entries: readonly LocatedEntry[],
  policy: { readonly id: string; readonly params: Readonly<Record<string, ParameterValue>> },
): readonly Diagnostic[] {
  return entries.flatMap(({ key, keySpan, value }) => {
    if (!Object.hasOwn(policy.params, key)) {
      const parameters = { name: key, policy: policy.id, suggestion: closestName(key, Object.keys(policy.params)) }
      return [resolveDiagnostics.report('no-such-parameter', parameters, { range: rangeOf(keySpan) })]
    }
    const expected = policy.params[key] ?? null
    if (sameType(expected, plainValue(value))) return []
    const parameters = { name: key, policy: policy.id, expected: typeOf(expected), found: describeValue(value) }
    return [resolveDiagnostics.report('parameter-type', parameters, { range: rangeOf(value) })]
  })
}

function sameType(expected: ParameterValue, given: unknown): boolean {
  if (expected === null) return true
  if (typeof expected === 'number')
    return typeof given === 'number' && (!Number.isInteger(expected) || Number.isInteger(given))
  if (!Array.isArray(expected) || !Array.isArray(given)) {
    return typeof expected === typeof given && given !== null && Array.isArray(expected) === Array.isArray(given)
  }
  const [sample] = expected as readonly ParameterValue[]
  return sample === undefined || given.every((item) => sameType(sample, item))
}

function typeOf(value: ParameterValue): string {
  if (Array.isArray(value))
    return value[0] === undefined ? 'a list' : `a list in which each item is ${typeOf(value[0])}`
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'a whole number' : 'a number'
    case 'boolean':
      return '`true` or `false`'
    case 'string':
      return 'a text'
    default:
      return 'a mapping'
  }
}
