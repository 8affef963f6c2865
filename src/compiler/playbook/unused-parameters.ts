import type { Diagnostic } from '../../core/diagnostics.js'
import { entriesAt, type LocatedValue, rangeOf } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import type { DeclaredParameters } from './parameters.js'

/** Reports parameters that neither the scope nor a step uses. Selectors are used without being named. */
export function unusedParameters(
  root: LocatedValue,
  declared: DeclaredParameters,
  compiled: readonly unknown[],
): readonly Diagnostic[] {
  const used = new Set<string>()
  const hasAll = collectParameters(compiled, used)
  return entriesAt(root, 'params').flatMap(({ key, keySpan }) => {
    if (hasAll || used.has(key) || declared[key]?.extend?.kind === 'selector') return []
    return [playbookDiagnostics.report('unused-parameter', { name: key }, { range: rangeOf(keySpan) })]
  })
}

/** Collects the names of the parameters in everything compiled; true when `params` is used as a whole. */
function collectParameters(value: unknown, used: Set<string>): boolean {
  if (typeof value !== 'object' || value === null) return false
  const named = 'kind' in value && 'name' in value && typeof value.name === 'string' ? value.name : undefined
  if (named !== undefined && 'kind' in value && value.kind === 'parameter') used.add(named)
  const isWhole = named === 'params' && 'kind' in value && value.kind === 'variable'
  return Object.values(value).reduce<boolean>((all, one) => collectParameters(one, used) || all, isWhole)
}
