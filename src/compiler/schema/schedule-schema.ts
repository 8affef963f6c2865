import * as z from 'zod/mini'
import { day, described, optional, parameters, text } from './parts.js'

const someDays = z.array(
  z.union([day, z.strictObject({ calendar: described(text, 'The id of a calendar below `calendars/`.') })]),
)

/** A file below `schedules/`. */
export const scheduleSchema = described(
  z.strictObject({
    playbook: described(text, 'The id of the playbook that runs.'),
    params: optional(parameters, 'Values of its parameters, within what executors may change.'),
    at: described(text, 'When it runs, as cron text: minute, hour, day of the month, month, day of the week.'),
    timeZone: described(text, 'The IANA time zone that the times are in, such as `Europe/Berlin`.'),
    missed: optional(
      z.enum(['skip', 'run-once']),
      'What to do about times that passed while nothing ran; `skip` when left out.',
    ),
    except: optional(
      someDays,
      'Days on which it does not run, as YYYY-MM-DD, and calendars: `{ calendar: holidays }`.',
    ),
    only: optional(someDays.check(z.minLength(1)), 'The only days on which it runs, in the same way.'),
    requester: optional(text, 'The id of the person who asks for its runs and must be allowed to run the playbook.'),
  }),
  'A recurring run of a playbook. Its id is its path below `schedules/`.',
)
export type ScheduleSource = z.infer<typeof scheduleSchema>
