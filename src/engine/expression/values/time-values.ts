import { type Instant, isValidInstant, isValidSpan, type Span } from '../../../core/temporal.js'

const billion = 1e9

/** A timestamp at evaluation. */
export class TimestampValue implements Instant {
  constructor(
    readonly seconds: number,
    readonly nanos: number,
  ) {}
}

/** A duration at evaluation. */
export class DurationValue implements Span {
  constructor(
    readonly seconds: number,
    readonly nanos: number,
  ) {}
}

export function timestampOf(date: Date): TimestampValue {
  const milliseconds = date.getTime()
  const seconds = Math.floor(milliseconds / 1000)
  return new TimestampValue(seconds, (milliseconds - seconds * 1000) * 1e6)
}

/** An instant later by a span; undefined beyond the years 1 to 9999. */
export function shiftTimestamp(instant: Instant, span: Span, sign: 1 | -1): TimestampValue | undefined {
  const { seconds, nanos } = carried(instant.seconds + sign * span.seconds, instant.nanos + sign * span.nanos)
  const shifted = new TimestampValue(seconds, nanos)
  return isValidInstant(shifted) ? shifted : undefined
}

/** The sum or difference of two spans or instants, as a span; undefined beyond ten thousand years. */
export function spanBetween(left: Span, right: Span, sign: 1 | -1): DurationValue | undefined {
  const { seconds, nanos } = carried(left.seconds + sign * right.seconds, left.nanos + sign * right.nanos)
  const span = new DurationValue(seconds, nanos)
  return isValidSpan(span) && fitsNanos(span) ? span : undefined
}

/** CEL's durations are 64-bit nanoseconds: about 292 years. */
function fitsNanos({ seconds }: Span): boolean {
  return Math.abs(seconds) < 9223372036
}

function carried(seconds: number, nanos: number): Span {
  const carry = Math.floor(nanos / billion)
  return { seconds: seconds + carry, nanos: nanos - carry * billion }
}

/** Negative, zero or positive as the left is before, at or after the right. */
export function compareTimes(left: Instant, right: Instant): number {
  return left.seconds - right.seconds || left.nanos - right.nanos
}
