import { MapValue } from './map-value.js'
import { DurationValue, TimestampValue } from './time-values.js'
import { TypeValue } from './type-value.js'
import { UnreadPart } from './unread-part.js'
import { Unsigned } from './unsigned.js'

/** A part of a document: a JSON object. */
export type PlainRecord = Readonly<Record<string, unknown>>

const ownClasses = [MapValue, DurationValue, TimestampValue, TypeValue, Unsigned, UnreadPart, Uint8Array]

/** True of a JSON object, and not of lists or of the evaluator's own values. */
export function isRecord(value: unknown): value is PlainRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || !ownClasses.some((own) => value instanceof own)
}

/** An entry of a map of either kind; undefined when it has none of that name or is no map. */
export function ownProperty(value: unknown, name: string): unknown {
  if (isRecord(value)) return Object.hasOwn(value, name) ? value[name] : undefined
  return value instanceof MapValue ? value.get(name) : undefined
}
