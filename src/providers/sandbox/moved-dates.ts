const millisecondsPerDay = 86_400_000

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** The whole days from the day that an estate's dates were written for until now; 0 for an estate without one. */
export function daysSince(asOf: string | undefined, now: Date): number {
  return asOf === undefined ? 0 : Math.floor((now.getTime() - Date.parse(asOf)) / millisecondsPerDay)
}

/** The same value with every ISO 8601 instant in it moved by whole days, so that ages stay as they were written. */
export function movedDates(value: unknown, days: number): unknown {
  if (days === 0) return value
  if (typeof value === 'string') return instant.test(value) ? movedInstant(value, days) : value
  if (Array.isArray(value)) return value.map((item) => movedDates(item, days))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, movedDates(member, days)]))
}

function movedInstant(text: string, days: number): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? text : new Date(time + days * millisecondsPerDay).toISOString()
}
