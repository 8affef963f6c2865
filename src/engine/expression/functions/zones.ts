const fixedOffset = /^([+-]?)(\d{1,2}):(\d{2})$/
const formats = new Map<string, Intl.DateTimeFormat | undefined>()

/** Milliseconds that a zone (`Europe/Berlin`, `+02:00`, `UTC`) is ahead of UTC at an instant; undefined when unknown. */
export function zoneOffset(zone: string, time: number): number | undefined {
  const fixed = fixedOffset.exec(zone)
  if (fixed) return (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000 * (fixed[1] === '-' ? -1 : 1)
  if (zone === 'UTC' || zone === '') return 0
  const format = formatOf(zone)
  if (!format) return undefined
  const fields = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(0, (fields.month ?? 1) - 1, fields.day, fields.hour, fields.minute, fields.second)
  const date = new Date(local)
  date.setUTCFullYear(fields.year ?? 0)
  return date.getTime() - Math.floor(time / 1000) * 1000
}

/** Zones are few; a name that is not one is remembered as such only while the table is small. */
function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone)
  if (formats.size > 500) formats.clear()
  const format = makeFormat(zone)
  formats.set(zone, format)
  return format
}

function makeFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
}
