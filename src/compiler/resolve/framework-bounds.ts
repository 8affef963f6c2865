import type { Diagnostic, SourceRange } from '../../core/diagnostics.js'
import type { ParameterBounds, ParameterValue } from '../../core/policy.js'
import type { Definition } from '../load/definition.js'
import { controlsOf, defaultsOf } from '../policy/compile-policy.js'
import { entriesAt, entryOf, type LocatedEntry, plainValue, rangeOf, valueAt } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { resolveDiagnostics } from './diagnostics.js'
import type { ParameterOverride } from './parameter-overrides.js'
import type { PolicyIds } from './policy-ids.js'

/** Reports policies and parameters that a framework's bounds name and that do not exist. */
export function checkFrameworkBounds(
  framework: Definition<'framework'>,
  policies: ReadonlyMap<string, Definition<'policy'>>,
  ids: PolicyIds,
): readonly Diagnostic[] {
  const bound = entriesAt(framework.root, 'controls').flatMap(({ value }) => entriesAt(value, 'parameters'))
  return bound.flatMap(({ key, keySpan, value }) => {
    if (framework.origin === 'library' && !ids.has(key)) return []
    const matching = ids.matching(key, keySpan)
    const policy = policies.get(matching.value[0] ?? '')
    if (!policy) return matching.diagnostics
    const params = defaultsOf(policy.root)
    return entriesAt(value).flatMap((entry) => {
      if (Object.hasOwn(params, entry.key)) return []
      const parameters = { name: entry.key, policy: policy.id, suggestion: closestName(entry.key, Object.keys(params)) }
      return [resolveDiagnostics.report('no-such-parameter', parameters, { range: rangeOf(entry.keySpan) })]
    })
  })
}

/** Reports parameters of a policy that are looser than the controls it maps to allow, by default or in some place. */
export function checkThresholds(
  policy: Definition<'policy'>,
  frameworks: ReadonlyMap<string, Definition<'framework'>>,
  overrides: readonly ParameterOverride[],
): readonly Diagnostic[] {
  const defaults = entriesAt(policy.root, 'params').map((entry) => ({ name: entry.key, entry }))
  const values = [...defaults, ...overrides.filter((override) => override.policy === policy.id)]
  return Object.entries(controlsOf(policy.root)).flatMap(([frameworkId, controls]) =>
    controls.flatMap((control) => {
      const bounds = boundsOf(frameworks.get(frameworkId), control, policy.id)
      return values.flatMap(({ name, entry }) => {
        const bound = bounds.find(({ key }) => key === name)
        return bound ? checkBound(entry, bound, `${frameworkId} ${control}`) : []
      })
    }),
  )
}

function boundsOf(framework: Definition<'framework'> | undefined, control: string, policy: string) {
  const entry = entryOf(valueAt(framework?.root, ['controls']), control)
  return entriesAt(entry?.value, 'parameters', policy)
}

function checkBound(entry: LocatedEntry, bound: LocatedEntry, control: string): readonly Diagnostic[] {
  const value = plainValue(entry.value) as ParameterValue
  const { atMost, atLeast } = plainValue(bound.value) as ParameterBounds
  if (typeof value !== 'number') return []
  const place = { range: rangeOf(entry.value), related: [related(bound)] }
  const report = (text: string) =>
    resolveDiagnostics.report(
      'threshold-looser-than-framework',
      { name: entry.key, value, control, bound: text },
      place,
    )
  if (atMost !== undefined && value > atMost) return [report(`at most ${atMost}`)]
  if (atLeast !== undefined && value < atLeast) return [report(`at least ${atLeast}`)]
  return []
}

function related(bound: LocatedEntry): { message: string; range: SourceRange } {
  return { message: 'the control demands this', range: rangeOf(bound.value) }
}
