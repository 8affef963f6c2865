import type { ParameterValue } from '../core/policy.js'

/** A day, `YYYY-MM-DD`, or the days of a calendar below `calendars/`. */
export type ScheduleDay = string | { readonly calendar: string }

/** What a file below `schedules/` says: a recurring run of a playbook. */
export interface ScheduleDefinition {
  readonly playbook: string
  readonly params?: Readonly<Record<string, ParameterValue>>
  /** Cron text of five fields: minute, hour, day of the month, month, day of the week. */
  readonly at: string
  /** An IANA time zone, `Europe/Berlin`. */
  readonly timeZone: string
  /** What to do about times that passed while nothing ran; `skip` when left out. */
  readonly missed?: 'skip' | 'run-once'
  /** Days on which it does not run. */
  readonly except?: readonly ScheduleDay[]
  /** The only days on which it runs. */
  readonly only?: readonly ScheduleDay[]
  /** The id of the person who asks for its runs. */
  readonly requester?: string
}

/** Defines a schedule, as the default export of a file below `schedules/`. */
export function defineSchedule(definition: ScheduleDefinition): ScheduleDefinition {
  return definition
}
