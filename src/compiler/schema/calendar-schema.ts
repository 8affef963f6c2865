import * as z from 'zod/mini'
import { day, described, optional, text } from './parts.js'

/** A day of every year as `MM-DD`; 29 February is one of leap years only. */
const dayOfYear = z
  .string()
  .check(z.refine((value) => isDayOfYear(value), { error: 'expected a day of every year as `MM-DD`' }))

function isDayOfYear(value: string): boolean {
  const instant = new Date(`2024-${value}T00:00:00Z`)
  return (
    /^\d{2}-\d{2}$/.test(value) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`2024-${value}`)
  )
}

/** A file below `calendars/`. */
export const calendarSchema = described(
  z.strictObject({
    title: described(text, 'What the days are, such as `Public holidays in Berlin`.'),
    days: optional(z.array(day), 'Days, as YYYY-MM-DD.'),
    everyYear: optional(z.array(dayOfYear), 'Days of every year, as MM-DD.'),
  }),
  'Days that schedules name together. Its id is its path below `calendars/`.',
)
export type CalendarSource = z.infer<typeof calendarSchema>
