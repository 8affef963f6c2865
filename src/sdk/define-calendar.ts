/** What a file below `calendars/` says: days that schedules name together. */
export interface CalendarDefinition {
  readonly title: string
  /** `YYYY-MM-DD`. */
  readonly days?: readonly string[]
  /** Days of every year, `MM-DD`. */
  readonly everyYear?: readonly string[]
}

/** Defines a calendar, as the default export of a file below `calendars/`. */
export function defineCalendar(definition: CalendarDefinition): CalendarDefinition {
  return definition
}
