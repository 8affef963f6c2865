import type { Schedule } from '../../../core/playbook.js'
import { type Palette, plainLine } from '../../../report/index.js'
import type { DueRun, latestOutcome } from '../../../runner/schedule/index.js'

/** One schedule with what it runs, when, and how that last ended. */
export function listLine(
  {
    schedule,
    next,
    last,
  }: {
    readonly schedule: Schedule
    readonly next: Date | undefined
    readonly last: Awaited<ReturnType<typeof latestOutcome>>
  },
  style: Palette,
): string {
  const { id, playbook, at, timeZone, missed } = schedule
  const ended = last ? `last ${last.due.slice(0, 16)}Z ${last.outcome?.result ?? 'let go or not ended'}` : 'never ran'
  return `${[
    style.bold(plainLine(id)),
    playbook,
    `${at} ${timeZone}`,
    missed === 'run-once' ? 'made up for once when missed' : 'let go when missed',
    next ? `next ${localText(next, timeZone)}` : style.yellow('no next time'),
    style.dim(ended),
  ].join('  ')}\n`
}

/** The next times of a schedule, in its own time zone. */
export function nextLines(
  { schedule, times }: { readonly schedule: Schedule; readonly times: readonly Date[] },
  style: Palette,
): string {
  const { id, timeZone } = schedule
  const lines = times.map((time) => `  ${localText(time, timeZone)}  ${style.dim(time.toISOString())}\n`)
  return `${style.bold(plainLine(id))}\n${lines.join('')}`
}

/** What became of a due time. */
export function dueLine({ schedule, due, outcome }: DueRun, style: Palette): string {
  const begin = `${style.bold(plainLine(schedule))}  ${due}`
  if (outcome === 'taken') return `${begin}  ${style.dim('run by another machine')}\n`
  const { result, run, plan, message } = outcome
  const paint = result === 'failed' || result === 'refused' ? style.red : style.green
  const names = [run && `run ${run}`, !run && plan && `plan ${plan.slice(0, 12)}`, message && plainLine(message)]
  return `${[begin, paint(result), ...names.filter(Boolean)].join('  ')}\n`
}

function localText(time: Date, timeZone: string): string {
  return `${new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(time)} ${timeZone}`
}
