import type { Diagnostic } from '../../core/diagnostics.js'
import type { ParameterValue } from '../../core/policy.js'
import type { Definition } from '../load/definition.js'
import { defaultsOf } from '../policy/compile-policy.js'
import { checkParameters } from '../policy/parameters.js'
import { entriesAt, itemsAt, type LocatedEntry, type LocatedValue, plainValue } from '../source/located-value.js'
import type { PolicyIds } from './policy-ids.js'

/** A value that the configuration gives to a parameter of one policy, somewhere. */
export interface ParameterOverride {
  readonly policy: string
  readonly name: string
  readonly value: ParameterValue
  readonly entry: LocatedEntry
}

/** What the configuration overrides: everywhere, in environments and in accounts, one entry a policy and parameter. */
export interface ResolvedOverrides {
  readonly overrides: readonly ParameterOverride[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds the policies and parameters that the configuration overrides, and reports those that do not exist. */
export function resolveOverrides(
  configuration: LocatedValue | undefined,
  policies: ReadonlyMap<string, Definition<'policy'>>,
  ids: PolicyIds,
): ResolvedOverrides {
  const diagnostics: Diagnostic[] = []
  const overrides = overrideEntries(configuration).flatMap(({ key: pattern, keySpan, value }) => {
    const matching = ids.matching(pattern, keySpan)
    diagnostics.push(...matching.diagnostics)
    const exact = !pattern.includes('*')
    return matching.value.flatMap((policy) => {
      const params = defaultsOf(policies.get(policy)?.root ?? value)
      const entries = entriesAt(value).filter(({ key }) => exact || Object.hasOwn(params, key))
      diagnostics.push(...checkParameters(entries, { id: policy, params }))
      return entries.map((entry) => ({
        policy,
        name: entry.key,
        value: plainValue(entry.value) as ParameterValue,
        entry,
      }))
    })
  })
  return { overrides, diagnostics }
}

function overrideEntries(configuration: LocatedValue | undefined): readonly LocatedEntry[] {
  return [
    ...entriesAt(configuration, 'params'),
    ...entriesAt(configuration, 'environments').flatMap(({ value }) => entriesAt(value, 'params')),
    ...itemsAt(configuration, 'accounts').flatMap((account) => entriesAt(account, 'params')),
  ]
}

/** The parameter sets that a policy may be judged with besides its defaults. */
export function overriddenParameters(
  policy: Definition<'policy'>,
  overrides: readonly ParameterOverride[],
): readonly Readonly<Record<string, ParameterValue>>[] {
  const defaults = defaultsOf(policy.root)
  return overrides
    .filter((override) => override.policy === policy.id)
    .map(({ name, value }) => ({ ...defaults, [name]: value }))
}
