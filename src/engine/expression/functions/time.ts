import type { timeFunctions } from '../../../core/functions/time.js'
import { parseInstant, parseSpan } from '../../../core/temporal.js'
import { DurationValue, TimestampValue, timestampOf, Unsigned } from '../values/index.js'
import { toTimestamp } from './conversions.js'
import { type Implementation, plain } from './implementation.js'
import { zoneOffset } from './zones.js'

const dayMilliseconds = 86_400_000

export const timeImplementations: Record<keyof typeof timeFunctions, Implementation> = {
  timestamp: plain(timestamp),
  duration: plain(duration),
  getFullYear: calendar((date) => date.getUTCFullYear()),
  getMonth: calendar((date) => date.getUTCMonth()),
  getDate: calendar((date) => date.getUTCDate()),
  getDayOfMonth: calendar((date) => date.getUTCDate() - 1),
  getDayOfWeek: calendar((date) => date.getUTCDay()),
  getDayOfYear: calendar(dayOfYear),
  getHours: clock(
    (date) => date.getUTCHours(),
    (span) => Math.trunc(wholeSeconds(span) / 3600),
  ),
  getMinutes: clock(
    (date) => date.getUTCMinutes(),
    (span) => Math.trunc(wholeSeconds(span) / 60),
  ),
  getSeconds: clock((date) => date.getUTCSeconds(), wholeSeconds),
  getMilliseconds: clock((date) => date.getUTCMilliseconds(), milliseconds),
  ageDays: plain((value, now) => daysBetween(toTimestamp(value), now)),
  daysUntil: plain((value, now) => daysBetween(now, toTimestamp(value))),
}

function timestamp(value: unknown): TimestampValue | undefined {
  if (value instanceof TimestampValue) return value
  if (typeof value === 'string') {
    const instant = parseInstant(value)
    return instant && new TimestampValue(instant.seconds, instant.nanos)
  }
  const seconds = value instanceof Unsigned ? Number(value.value) : Number(value)
  const whole = typeof value !== 'boolean' && typeof value !== 'object' && Number.isInteger(seconds)
  return whole && Math.abs(seconds) <= 8.64e12 ? timestampOf(new Date(seconds * 1000)) : undefined
}

function duration(value: unknown): DurationValue | undefined {
  if (value instanceof DurationValue) return value
  const span = typeof value === 'string' ? parseSpan(value) : undefined
  return span && new DurationValue(span.seconds, span.nanos)
}

function calendar(read: (date: Date) => number): Implementation {
  return plain((instant, zone) => {
    const date = instant instanceof TimestampValue ? localDate(instant, zone) : undefined
    return date && read(date)
  })
}

function clock(read: (date: Date) => number, ofSpan: (span: DurationValue) => number): Implementation {
  const ofInstant = calendar(read).call
  return plain((value, zone) => (value instanceof DurationValue ? ofSpan(value) : ofInstant(value, zone)))
}

/** A date whose UTC fields are the local ones. */
function localDate(instant: TimestampValue, zone: unknown): Date | undefined {
  const time = instant.seconds * 1000 + Math.floor(instant.nanos / 1e6)
  if (zone === undefined) return new Date(time)
  const offset = typeof zone === 'string' ? zoneOffset(zone, time) : undefined
  return offset === undefined ? undefined : new Date(time + offset)
}

function dayOfYear(date: Date): number {
  const first = new Date(date)
  first.setUTCMonth(0, 1)
  return Math.round((date.getTime() - first.getTime()) / dayMilliseconds)
}

function wholeSeconds(span: DurationValue): number {
  return span.seconds < 0 && span.nanos > 0 ? span.seconds + 1 : span.seconds
}

function milliseconds(span: DurationValue): number {
  const nanos = span.seconds < 0 && span.nanos > 0 ? span.nanos - 1e9 : span.nanos
  return Math.trunc(nanos / 1e6)
}

function daysBetween(from: TimestampValue | undefined, to: TimestampValue | undefined): number | undefined {
  if (!from || !to) return undefined
  return (to.seconds - from.seconds + (to.nanos - from.nanos) / 1e9) / 86400
}
