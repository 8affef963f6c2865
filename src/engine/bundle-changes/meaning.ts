import { canonicalJson } from '../../core/canonical-json.js'
import type { Expression } from '../../core/expression.js'
import { type Difference, type Direction, difference } from './change.js'

/** The difference between two conditions, if they mean something else; rewriting one in other words is none. */
export function conditionDifference(
  what: string,
  [before, after]: readonly [before: Expression | undefined, after: Expression | undefined],
  direction: Direction = 'changes',
): readonly Difference[] {
  if (meaningOf(before) === meaningOf(after)) return []
  return difference(what, toldApart(before?.text.trim(), after?.text.trim()), direction)
}

/** The texts of two things that mean something else, even if both read the same. */
export function toldApart(before: string | undefined, after: string | undefined) {
  const shown = before === after ? `${after} (it reads the same, and means something else)` : after
  return [before, shown] as const
}

/** A value without the places and the wording of what is in it, as one text that equal meanings share. */
export function meaningOf(value: unknown): string {
  return canonicalJson(withoutPlaces(value))
}

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces)
  if (typeof value !== 'object' || value === null) return value ?? null
  const isExpression = 'root' in value && 'language' in value
  const entries = Object.entries(value).filter(
    ([key, member]) => !isPlace(key, member) && !(isExpression && (key === 'text' || key === 'language')),
  )
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutPlaces(member)]))
}

function isPlace(key: string, value: unknown): boolean {
  return key === 'range' && typeof value === 'object' && value !== null && 'file' in value && 'start' in value
}
