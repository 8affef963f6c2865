import { Cron } from 'croner'

/** What is wrong with a cron text of five fields, read in a time zone that exists. */
export type CronProblem = { readonly kind: 'unreadable'; readonly problem: string } | { readonly kind: 'never' }

/** The first time after an instant at which a cron text fires, or what is wrong with it. */
export function nextTime(text: string, timeZone: string, after: Date): Date | CronProblem {
  if (text.trim().split(/\s+/).length !== 5) {
    return { kind: 'unreadable', problem: 'it must have five fields' }
  }
  try {
    const next = new Cron(text.trim(), { timezone: timeZone, paused: true }).nextRun(after)
    return next ?? { kind: 'never' }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'unreadable', problem: message.replace(/^CronPattern: /, '').replace(/\.$/, '') }
  }
}
