import type { Engine, JobBody, JobOrder, Queue } from './engine.js'
import { orderOfRun, type SharedRun } from './run-jobs.js'

/** One time at which a schedule is due. */
export interface Occurrence {
  readonly schedule: string
  /** ISO 8601. */
  readonly at: string
}

/** What schedules say and do. */
export interface SchedulePort {
  /** The occurrences that are due and may not have begun yet. Giving one again does no harm. */
  readonly due: () => Promise<readonly Occurrence[]>
  /** Begins what is scheduled; gives the runs that come of it. Beginning one again gives the same runs. */
  readonly begin: (occurrence: Occurrence) => Promise<readonly SharedRun[]>
}

const occurrences: Queue = { name: 'occurrences', perWorker: 2 }
const tickMilliseconds = 15_000

/** The job of an occurrence: its id is made of schedule and time, so it is done once, whichever workers order it. */
export function occurrenceJob(schedules: SchedulePort): JobBody {
  return async (occurrence: Occurrence, context) => {
    const runs = await context.once('begin', () => schedules.begin(occurrence))
    for (const run of runs) await context.order(orderOfRun(run))
    return runs.map(({ run }) => run)
  }
}

/** The order of an occurrence. */
export function orderOfOccurrence(occurrence: Occurrence): JobOrder {
  const { schedule, at } = occurrence
  return { id: `schedule/${schedule}/${at}`, kind: 'occurrence', queue: occurrences, input: occurrence }
}

/** Orders what is due, now and again, until stopped. Every worker does so, since any of them may be the only one. */
export function tickSchedules(
  { engine, schedules }: { readonly engine: Engine; readonly schedules: SchedulePort },
  onWarning: (message: string) => void,
): { readonly stop: () => void } {
  const ordered = new Set<string>()
  const tick = async (): Promise<void> => {
    for (const order of (await schedules.due()).map(orderOfOccurrence)) {
      if (ordered.has(order.id)) continue
      await engine.order(order)
      ordered.add(order.id)
    }
  }
  const run = (): void => void tick().catch((error: unknown) => onWarning(String(error)))
  const timer = setInterval(run, tickMilliseconds)
  run()
  return { stop: () => clearInterval(timer) }
}
