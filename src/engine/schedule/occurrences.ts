import { Cron } from 'croner'
import type { Schedule } from '../../core/playbook.js'

/** How late a run still counts as on time: what calls `run-due` may be late itself. */
export const punctualSeconds = 30 * 60

/** How far back missed times are looked for. */
const horizonSeconds = 31 * 86_400
/** Times in a row that fall on exceptions before a schedule counts as having no next one. */
const mostPassedOver = 100_000
/** The hour until which the rest of a day is passed over at once: clocks may yet change on it by as much as two hours. */
const lastSureHour = 21

/** What decides about times. */
export type Timing = Pick<Schedule, 'at' | 'timeZone' | 'missed' | 'except' | 'only'>

/** What is to be done about the times that have passed. */
export interface DueTimes {
  /** The time to run for. */
  readonly run?: Date
  /** Times that were missed and are let go. */
  readonly skipped: readonly Date[]
}

/** The next times after an instant, exceptions left out. */
export function nextTimes(timing: Timing, after: Date, count: number): readonly Date[] {
  const times: Date[] = []
  for (const time of timesAfter(timing, after)) {
    if (times.length === count) break
    times.push(time)
  }
  return times
}

/**
 * The times after `last` (the newest that was dealt with) until now. The newest is run if it has just come, and with
 * `run-once` also if it was missed; all others are let go. A schedule that never ran begins with the present.
 */
export function dueTimes(timing: Timing, { now, last }: { readonly now: Date; readonly last?: Date }): DueTimes {
  const begin = last ?? new Date(now.getTime() - punctualSeconds * 1000 - 1)
  const from = new Date(Math.max(begin.getTime(), now.getTime() - horizonSeconds * 1000))
  const passed: Date[] = []
  for (const time of timesAfter(timing, from)) {
    if (time > now) break
    passed.push(time)
  }
  const newest = passed.at(-1)
  if (!newest) return { skipped: [] }
  const isPunctual = now.getTime() - newest.getTime() <= punctualSeconds * 1000
  return isPunctual || timing.missed === 'run-once'
    ? { run: newest, skipped: passed.slice(0, -1) }
    : { skipped: passed }
}

function* timesAfter({ at, timeZone, except, only }: Timing, after: Date): Generator<Date> {
  const cron = new Cron(at.trim(), { timezone: timeZone, paused: true })
  const excepted = new Set(except)
  const chosen = only && new Set(only)
  const lists = (days: ReadonlySet<string>, day: string) => days.has(day) || days.has(day.slice('YYYY-'.length))
  const dayAndHour = dayAndHourIn(timeZone)
  let time = cron.nextRun(after)
  for (let passedOver = 0; time && passedOver < mostPassedOver; ) {
    const { day, hour } = dayAndHour(time)
    const isLeftOut = lists(excepted, day) || (chosen !== undefined && !lists(chosen, day))
    if (!isLeftOut) yield time
    passedOver = isLeftOut ? passedOver + 1 : 0
    const skipped = isLeftOut ? Math.max(0, lastSureHour - hour) * 3_600_000 : 0
    time = cron.nextRun(new Date(time.getTime() + skipped))
  }
}

/** Tells the day (`YYYY-MM-DD`) and the hour that an instant has in a time zone. */
function dayAndHourIn(timeZone: string): (time: Date) => { readonly day: string; readonly hour: number } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  return (time) => {
    const [day = '', hour = ''] = format.format(time).split(', ')
    return { day, hour: Number.parseInt(hour, 10) }
  }
}
