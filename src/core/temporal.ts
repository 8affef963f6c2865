/** An instant with nanoseconds: whole seconds since 1970 and 0 ≤ nanos < 10⁹ after them. */
export interface Instant {
  readonly seconds: number
  readonly nanos: number
}

/** A span of time in the form of an instant: `nanos` is never negative, so −0.5 s is −1 s and 5·10⁸ ns. */
export interface Span {
  readonly seconds: number
  readonly nanos: number
}

const earliest = -62135596800
const latest = 253402300799
const longestSpan = 315576000000

/** True of instants in the years 1 to 9999. */
export function isValidInstant(instant: Instant): boolean {
  return instant.seconds >= earliest && instant.seconds <= latest
}

/** True of spans of at most ten thousand years. */
export function isValidSpan(span: Span): boolean {
  return Math.abs(span.seconds) <= longestSpan
}

const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d*)?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?)?$/

/** The instant of an ISO 8601 text; a date alone is its first moment, and a text without zone is in UTC. */
export function parseInstant(text: string): Instant | undefined {
  const match = instantPattern.exec(text)
  if (!match) return undefined
  const [
    ,
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    ,
    sign,
    offsetHours,
    offsetMinutes,
  ] = match
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const clock = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * (sign === '-' ? -60 : 60)
  const instant = { seconds: date.getTime() / 1000 + clock - offset, nanos: Number(fraction.padEnd(9, '0')) }
  return isValidInstant(instant) ? instant : undefined
}

/** The ISO 8601 text of an instant, in UTC, with only as many digits of the second as it needs. */
export function formatInstant(instant: Instant): string {
  const whole = new Date(instant.seconds * 1000).toISOString().slice(0, 19)
  return `${whole}${fractionText(instant.nanos)}Z`
}

const spanPattern = /^([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:w|d|h|ms|us|µs|ns|m|s))+)$/
const isoSpanPattern = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const unitNanos: Readonly<Record<string, number>> = {
  w: 604800e9,
  d: 86400e9,
  h: 3600e9,
  m: 60e9,
  s: 1e9,
  ms: 1e6,
  us: 1e3,
  µs: 1e3,
  ns: 1,
}

/** The span of a text such as `90s`, `1h30m`, `-1.5h`, `7d`, `2w`, or of an ISO 8601 duration such as `PT5M`. */
export function parseSpan(text: string): Span | undefined {
  if (text.length > 100) return undefined
  if (text === '0') return { seconds: 0, nanos: 0 }
  const match = spanPattern.exec(text) ?? isoParts(text)
  if (!match) return undefined
  let nanos = 0n
  for (const [, figure = '0', unit = 's'] of (match[2] ?? '').matchAll(/([\d.]+)([a-zµ]+)/g)) {
    nanos += wholeNanos(figure, BigInt(unitNanos[unit] ?? 0))
  }
  return spanOfNanos(match[1] === '-' ? -nanos : nanos)
}

function isoParts(text: string): readonly string[] | undefined {
  const match = isoSpanPattern.exec(text)
  if (!match || /[PT]$/.test(text)) return undefined
  const [, sign = '', ...figures] = match
  const units = ['w', 'd', 'h', 'm', 's']
  return [text, sign, figures.map((figure, at) => (figure === undefined ? '' : `${figure}${units[at]}`)).join('')]
}

function wholeNanos(figure: string, unit: bigint): bigint {
  const [whole = '', fraction = ''] = figure.split('.')
  const scale = 10n ** BigInt(fraction.length)
  return (BigInt(whole || '0') * unit * scale + BigInt(fraction || '0') * unit) / scale
}

function spanOfNanos(nanos: bigint): Span | undefined {
  const billion = 1_000_000_000n
  const rest = ((nanos % billion) + billion) % billion
  const span = { seconds: Number((nanos - rest) / billion), nanos: Number(rest) }
  return isValidSpan(span) ? span : undefined
}

/** The text of a span in seconds: `5400s`, `-0.5s`. */
export function formatSpan(span: Span): string {
  const negative = span.seconds < 0
  const seconds = negative ? -span.seconds - (span.nanos > 0 ? 1 : 0) : span.seconds
  const nanos = negative && span.nanos > 0 ? 1e9 - span.nanos : span.nanos
  return `${negative ? '-' : ''}${seconds}${fractionText(nanos)}s`
}

function fractionText(nanos: number): string {
  return nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`
}

const chosenUnits = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
] as const

/** A duration in seconds that somebody chose, in the greatest unit that it is a whole number of: `5 min`, `36 h`. */
export function durationText(seconds: number): string {
  const [size, unit] = chosenUnits.find(([length]) => seconds >= length && seconds % length === 0) ?? [1, 's']
  return `${seconds / size} ${unit}`
}
