import type { conversionFunctions } from '../../../core/functions/conversions.js'
import { formatInstant, formatSpan, parseInstant } from '../../../core/temporal.js'
import {
  checkedInt,
  checkedUnsigned,
  DurationValue,
  entriesOf,
  isRecord,
  MapValue,
  TimestampValue,
  TypeValue,
  timestampOf,
  Unsigned,
} from '../values/index.js'
import { type Implementation, plain, tolerant } from './implementation.js'
import { present } from './present.js'

export const conversionImplementations: Record<keyof typeof conversionFunctions, Implementation> = {
  type: tolerant(typeOfValue),
  dyn: tolerant((value) => value),
  bool: plain((value) => (typeof value === 'boolean' ? value : truthTexts.get(value))),
  int: plain(toInt),
  uint: plain(toUnsigned),
  double: plain(toDouble),
  string: plain(toText),
  bytes: plain((value) => (typeof value === 'string' ? new TextEncoder().encode(value) : bytesOrNothing(value))),
  text: tolerant(displayText),
  typeName: tolerant(typeName),
  toNumberOrNull: tolerant(toNumberOrNull),
  parseTimestampOrNull: tolerant((value) => toTimestamp(value) ?? toTimestamp(respelt(value)) ?? null),
  orElse: tolerant((value, fallback) => value ?? fallback),
  isEmpty: tolerant(isEmpty),
  isTruthy: tolerant((value) => !isEmpty(value) && value !== false && value !== 0 && value !== 0n),
}

const truthTexts = new Map<unknown, boolean>([
  ...['1', 't', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
])

function bytesOrNothing(value: unknown): Uint8Array | undefined {
  return value instanceof Uint8Array ? value : undefined
}

function typeOfValue(value: unknown): TypeValue | undefined {
  const name = typeNameOf(value)
  return name === undefined ? undefined : new TypeValue(name)
}

function typeNameOf(value: unknown): string | undefined {
  if (value === null) return 'null_type'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return 'double'
  if (typeof value === 'string') return 'string'
  if (value instanceof Unsigned) return 'uint'
  if (value instanceof Uint8Array) return 'bytes'
  if (value instanceof TimestampValue) return 'google.protobuf.Timestamp'
  if (value instanceof DurationValue) return 'google.protobuf.Duration'
  if (value instanceof TypeValue) return 'type'
  if (Array.isArray(value)) return 'list'
  return value instanceof MapValue || isRecord(value) ? 'map' : undefined
}

function toInt(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value
  if (value instanceof Unsigned) return checkedInt(value.value)
  if (value instanceof TimestampValue) return BigInt(value.seconds)
  if (typeof value === 'string')
    return /^[+-]?\d{1,25}$/.test(value) ? checkedInt(BigInt(value.replace('+', ''))) : undefined
  return typeof value === 'number' ? truncated(value) : undefined
}

/** The whole number of a double strictly within 64 bits: a double at the edge stands for numbers on both sides of it. */
function truncated(value: number): bigint | undefined {
  return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : undefined
}

function toUnsigned(value: unknown): Unsigned | undefined {
  if (value instanceof Unsigned) return value
  if (typeof value === 'bigint') return checkedUnsigned(value)
  if (typeof value === 'string') return /^\d{1,25}$/.test(value) ? checkedUnsigned(BigInt(value)) : undefined
  if (typeof value !== 'number' || !(value >= 0 && value < 2 ** 64)) return undefined
  return checkedUnsigned(BigInt(Math.trunc(value)))
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const infinite = /^([+-]?)inf(?:inity)?$/i

function toDouble(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Unsigned) return Number(value.value)
  if (typeof value !== 'string') return undefined
  if (decimal.test(value)) return Number(value)
  if (/^nan$/i.test(value)) return Number.NaN
  const match = infinite.exec(value)
  if (!match) return undefined
  return match[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return numberText(value)
  if (value instanceof Unsigned) return String(value.value)
  if (value instanceof TimestampValue) return formatInstant(value)
  if (value instanceof DurationValue) return formatSpan(value)
  return value instanceof Uint8Array ? strictUtf8(value) : undefined
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The text of any value for people to read. */
export function displayText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof TypeValue) return value.name
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return toText(value) ?? JSON.stringify(present(value))
}

const readableNames: Readonly<Record<string, string>> = {
  null_type: 'null',
  int: 'number',
  uint: 'number',
  double: 'number',
  'google.protobuf.Timestamp': 'timestamp',
  'google.protobuf.Duration': 'duration',
}

function typeName(value: unknown): string | undefined {
  const name = typeNameOf(value)
  return name === undefined ? undefined : (readableNames[name] ?? name)
}

function toNumberOrNull(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Unsigned) return value
  if (typeof value === 'boolean') return Number(value)
  const number = typeof value === 'string' ? toDouble(value.trim()) : undefined
  return number === undefined || Number.isNaN(number) ? null : number
}

const firstMillisecondFigure = 1e11

/** The instant of a text, of another instant, or of seconds or milliseconds since 1970. */
export function toTimestamp(value: unknown): TimestampValue | undefined {
  if (value instanceof TimestampValue) return value
  const number = typeof value === 'bigint' ? Number(value) : value
  if (typeof number === 'number') {
    const milliseconds = Math.abs(number) < firstMillisecondFigure ? number * 1000 : number
    return Math.abs(milliseconds) <= 8.64e15 ? timestampOf(new Date(milliseconds)) : undefined
  }
  const instant = typeof value === 'string' ? parseInstant(value.trim()) : undefined
  return instant && new TimestampValue(instant.seconds, instant.nanos)
}

const dateSpelling = /^(\d{4})[/-](\d{2})[/-](\d{2})(?:[ T](\d{2}):?(\d{2})(?::?(\d{2}))?(?: ?(?:UTC|GMT|Z))?)?$/

/** The ISO 8601 spelling of a date such as `2024/01/31 1400 UTC`, or the number that a text of figures is. */
function respelt(value: unknown): unknown {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^\d{9,14}$/.test(text)) return Number(text)
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = dateSpelling.exec(text) ?? []
  return year && `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0
  return entriesOf(value)?.length === 0
}
