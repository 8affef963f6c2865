import type { Diagnostic } from '../../core/diagnostics.js'
import { type LocatedValue, rangeOf, textAt } from '../source/located-value.js'
import { replacement } from '../source/replacement.js'
import { closestName } from '../suggestion.js'
import { accessDiagnostics } from './diagnostics.js'

/** Reports a role that does not exist. */
export function checkRole(place: LocatedValue, roles: readonly { readonly id: string }[]): readonly Diagnostic[] {
  const name = textAt(place)
  if (name === undefined || roles.some(({ id }) => id === name)) return []
  const known = roles.map(({ id }) => id)
  const suggestion = closestName(name, known)
  const range = rangeOf(place)
  const fix = replacement(place, suggestion)
  return [accessDiagnostics.report('unknown-role', { name, known, suggestion }, { range, fix })]
}
