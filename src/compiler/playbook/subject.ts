import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { Catalog } from '../../core/resource-type.js'
import { type LocatedValue, rangeOf, textAt } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { playbookDiagnostics } from './diagnostics.js'
import type { StepResult } from './step-results.js'

/** What a step acts on instead of the target, and its type; the type is empty when there is no such thing. */
export interface Subject {
  readonly on: string
  readonly type: string
}

/**
 * Finds what `on` names: a link of the target's type, a query before it, or a step before it that makes resources.
 * Undefined when the step acts on the target.
 */
export function findSubject(
  place: LocatedValue | undefined,
  from: { readonly catalog: Catalog; readonly target: string; readonly results: ReadonlyMap<string, StepResult> },
): Outcome<Subject | undefined> {
  const on = textAt(place)
  if (!place || on === undefined) return { value: undefined, diagnostics: [] }
  const links = from.catalog.types.get(from.target)?.links ?? {}
  const link = on.startsWith('links.') ? on.slice('links.'.length) : undefined
  const type = link !== undefined && Object.hasOwn(links, link) ? links[link]?.type : from.results.get(on)?.type
  if (type !== undefined) return { value: { on, type }, diagnostics: [] }
  const known = [...Object.keys(links).map((name) => `links.${name}`), ...from.results.keys()]
  return { value: { on, type: '' }, diagnostics: [unknownSubject(on, known, place)] }
}

function unknownSubject(on: string, known: readonly string[], place: LocatedValue): Diagnostic {
  const suggestion = closestName(on, known)
  const range = rangeOf(place)
  const fix = suggestion === undefined ? undefined : { title: `write \`${suggestion}\``, range, text: suggestion }
  return playbookDiagnostics.report('unknown-subject', { on, known, suggestion }, { range, fix })
}
