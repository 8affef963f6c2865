import { MapValue } from './map-value.js'
import { isRecord } from './records.js'
import { compareTimes, DurationValue, TimestampValue } from './time-values.js'
import { TypeValue } from './type-value.js'
import { Unsigned } from './unsigned.js'

/** CEL's equality: numbers by value over types, lists and maps by content, everything else by type and value. */
export function equals(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (isNumeric(left)) return isNumeric(right) && compareNumbers(left, right) === 0
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left)) return Array.isArray(right) && equalLists(left, right)
  return equalObjects(left, right)
}

export type Numeric = number | bigint | Unsigned

export function isNumeric(value: unknown): value is Numeric {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Unsigned
}

/** Negative, zero, positive, or NaN when one of them is not a number. Exact over all numeric types. */
export function compareNumbers(left: Numeric, right: Numeric): number {
  const a = left instanceof Unsigned ? left.value : left
  const b = right instanceof Unsigned ? right.value : right
  if (a < b) return -1
  if (a > b) return 1
  // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint are compared by value only loosely
  return a == b ? 0 : Number.NaN
}

function equalLists(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((element, at) => equals(element, right[at]))
}

function equalObjects(left: object, right: object): boolean {
  if (left instanceof TimestampValue) return right instanceof TimestampValue && compareTimes(left, right) === 0
  if (left instanceof DurationValue) return right instanceof DurationValue && compareTimes(left, right) === 0
  if (left instanceof TypeValue) return right instanceof TypeValue && left.name === right.name
  if (left instanceof Uint8Array) return right instanceof Uint8Array && equalLists([...left], [...right])
  const entries = entriesOf(left)
  if (!entries || entries.length !== entriesOf(right)?.length) return false
  return entries.every(([key, value]) => {
    const other = entryIn(right, key)
    return other !== undefined && equals(value, other.value)
  })
}

/** The entries of a map of either kind. */
export function entriesOf(value: unknown): readonly (readonly [key: unknown, value: unknown])[] | undefined {
  if (value instanceof MapValue) return value.entries
  return isRecord(value) ? Object.entries(value) : undefined
}

/** The value at a key of a map of either kind; undefined when the map has no such key. */
export function entryIn(map: unknown, key: unknown): { readonly value: unknown } | undefined {
  if (map instanceof MapValue) return map.has(key) ? { value: map.get(key) } : undefined
  if (!isRecord(map) || typeof key !== 'string' || !Object.hasOwn(map, key)) return undefined
  return { value: map[key] }
}

/** Tells what comes first; undefined when the two cannot be ordered, NaN when one is not a number. */
export function order(left: unknown, right: unknown): number | undefined {
  if (isNumeric(left)) return isNumeric(right) ? orderNumbers(left, right) : undefined
  if (typeof left === 'string') return typeof right === 'string' ? compareTexts(left, right) : undefined
  if (typeof left === 'boolean') return typeof right === 'boolean' ? Number(left) - Number(right) : undefined
  if (left instanceof TimestampValue) return right instanceof TimestampValue ? compareTimes(left, right) : undefined
  if (left instanceof DurationValue) return right instanceof DurationValue ? compareTimes(left, right) : undefined
  if (left instanceof Uint8Array) return right instanceof Uint8Array ? Buffer.compare(left, right) : undefined
  return undefined
}

/** Where one is a double, both are compared as doubles, as CEL has it. */
function orderNumbers(left: Numeric, right: Numeric): number {
  return typeof left === 'number' || typeof right === 'number'
    ? compareNumbers(asDouble(left), asDouble(right))
    : compareNumbers(left, right)
}

function asDouble(value: Numeric): number {
  return Number(value instanceof Unsigned ? value.value : value)
}

/** By code points, where JavaScript's own order goes by UTF-16 units. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  for (let at = 0; at < left.length && at < right.length; ) {
    const a = left.codePointAt(at) ?? 0
    const b = right.codePointAt(at) ?? 0
    if (a !== b) return a - b
    at += a > 0xffff ? 2 : 1
  }
  return left.length - right.length
}
