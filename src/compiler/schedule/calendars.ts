import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { Definition } from '../load/definition.js'
import { itemsAt, type LocatedValue, rangeOf, textAt, valueAt } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { scheduleDiagnostics } from './diagnostics.js'

/** The days of calendars by id: `YYYY-MM-DD`, and `MM-DD` for those of every year. Ones with errors have none. */
export type Calendars = ReadonlyMap<string, readonly string[]>

/** Reads the days of all calendars. */
export function calendarsOf(definitions: readonly Definition<'calendar'>[]): Calendars {
  return new Map(definitions.map(({ id, source }) => [id, [...(source?.days ?? []), ...(source?.everyYear ?? [])]]))
}

/** The days that a schedule lists under a key, those of the calendars that it names among them; undefined without the key. */
export function daysUnder(
  root: LocatedValue,
  key: 'except' | 'only',
  calendars: Calendars,
): Outcome<readonly string[] | undefined> {
  if (!valueAt(root, [key])) return { value: undefined, diagnostics: [] }
  const diagnostics: Diagnostic[] = []
  const days = itemsAt(root, key).flatMap((item) => {
    const place = valueAt(item, ['calendar'])
    const name = textAt(place)
    if (!place || name === undefined) return textAt(item) ?? []
    const known = calendars.get(name)
    if (known) return known
    const parameters = { name, suggestion: closestName(name, calendars.keys()) }
    diagnostics.push(scheduleDiagnostics.report('unknown-calendar', parameters, { range: rangeOf(place) }))
    return []
  })
  return { value: [...new Set(days)], diagnostics }
}
