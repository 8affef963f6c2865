import type { Diagnostic } from '../../../core/diagnostics.js'
import type { Plan } from '../../../core/plan.js'
import type { Schedule } from '../../../core/playbook.js'
import { count, type Palette, plainLine } from '../../../report/index.js'
import type { DueRun, latestOutcome, OccurrenceOutcome, ResumedRun } from '../../../runner/schedule/index.js'

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
  return `${begin}  ${outcomeText(outcome, style)}\n`
}

/** What became of a run that waited. */
export function resumedLine({ run, playbook, outcome }: ResumedRun, style: Palette): string {
  const { run: _, ...rest } = outcome
  return `${style.bold(plainLine(run))}  ${plainLine(playbook)}  ${outcomeText(rest, style)}\n`
}

/** What would be done for a due time. */
export function rehearsedLine(
  {
    schedule,
    due,
    plan,
    approved,
    diagnostics,
  }: {
    readonly schedule: string
    readonly due: string
    readonly plan: Plan | undefined
    readonly approved: boolean
    readonly diagnostics: readonly Diagnostic[]
  },
  style: Palette,
): string {
  const begin = `${style.bold(plainLine(schedule))}  ${due}`
  if (!plan) {
    const reasons = diagnostics.map(({ code, message }) => `${plainLine(message)} [${code}]`)
    return `${[begin, 'no plan', ...reasons].join('  ')}\n`
  }
  const what = `plan ${plan.hash.slice(0, 12)} of ${plan.playbook.id} for ${plainLine(plan.requester)}: ${count(plan.targets.length, 'target')}`
  return `${begin}  ${what}, ${approved ? style.green('approved') : style.yellow('not approved, so it would be refused')}\n`
}

function outcomeText({ result, run, plan, message }: OccurrenceOutcome, style: Palette): string {
  const paint = result === 'failed' || result === 'refused' ? style.red : style.green
  const names = [run && `run ${run}`, !run && plan && `plan ${plan.slice(0, 12)}`, message && plainLine(message)]
  return [paint(result), ...names.filter(Boolean)].join('  ')
}

function localText(time: Date, timeZone: string): string {
  return `${new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(time)} ${timeZone}`
}
