import { formatInstant, formatSpan } from '../../../core/temporal.js'
import { DurationValue, entriesOf, TimestampValue, TypeValue, UnreadPart, Unsigned } from '../values/index.js'

/** A value of the evaluator as JSON: timestamps and durations as texts, bytes as base64. */
export function present(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(present)
  if (value instanceof Unsigned) return Number(value.value)
  if (value instanceof TimestampValue) return formatInstant(value)
  if (value instanceof DurationValue) return formatSpan(value)
  if (value instanceof TypeValue) return value.name
  if (value instanceof UnreadPart) return null
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return Object.fromEntries((entriesOf(value) ?? []).map(([key, entry]) => [String(present(key)), present(entry)]))
}
