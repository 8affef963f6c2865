import { canonicalJson } from '../../core/canonical-json.js'
import type { Clock } from '../../core/clock.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Schedule } from '../../core/playbook.js'
import { type DueTimes, dueTimes } from '../../engine/schedule/index.js'
import type { OccurrenceOutcome } from './occurrence-outcome.js'
import { claimOccurrence, newestOccurrence, occurrenceKey } from './occurrence-records.js'

/** What was done for a due time. */
export interface DueRun {
  readonly schedule: string
  readonly due: string
  /** `taken`: another machine runs it. */
  readonly outcome: OccurrenceOutcome | 'taken'
}

/** What running what is due needs from outside. */
export interface SchedulePorts {
  readonly store: ObjectStore
  readonly clock: Clock
  /** Names this process in the record of an occurrence. */
  readonly runner: string
  /** Plans and applies a schedule's playbook; what it throws is told as a failure. */
  readonly perform: (schedule: Schedule, due: Date) => Promise<OccurrenceOutcome>
}

/**
 * Runs every schedule that is due, one after another. Each due time is claimed by a record that is created exclusively
 * before anything is done, so however many machines call this, one of them runs it, and none runs it again.
 */
export async function runDue(schedules: readonly Schedule[], ports: SchedulePorts): Promise<readonly DueRun[]> {
  const runs: DueRun[] = []
  for (const schedule of schedules) {
    const { run, skipped } = await timesDue(schedule, ports)
    for (const due of skipped) await claim(schedule, due, { ports, state: 'skipped' })
    if (run) runs.push(await runOnce(schedule, run, ports))
  }
  return runs
}

/** Which times of a schedule have come due and nobody has dealt with. */
export async function timesDue(
  schedule: Schedule,
  { store, clock }: Pick<SchedulePorts, 'store' | 'clock'>,
): Promise<DueTimes> {
  const last = await newestOccurrence(store, schedule.id)
  return dueTimes(schedule, { now: clock.now(), ...(last ? { last } : {}) })
}

async function runOnce(schedule: Schedule, due: Date, ports: SchedulePorts): Promise<DueRun> {
  const named = { schedule: schedule.id, due: due.toISOString() }
  if (!(await claim(schedule, due, { ports, state: 'begun' }))) return { ...named, outcome: 'taken' }
  const outcome = await ports.perform(schedule, due).catch(failureOf)
  await ports.store.put(
    occurrenceKey(schedule.id, due, 'outcome'),
    Buffer.from(canonicalJson({ ...outcome, at: ports.clock.now().toISOString() })),
  )
  return { ...named, outcome }
}

function failureOf(error: unknown): OccurrenceOutcome {
  return { result: 'failed', message: error instanceof Error ? error.message : String(error) }
}

async function claim(
  { id, playbook }: Schedule,
  due: Date,
  { ports, state }: { readonly ports: SchedulePorts; readonly state: 'begun' | 'skipped' },
): Promise<boolean> {
  const { store, clock, runner } = ports
  return await claimOccurrence(store, {
    schedule: id,
    playbook,
    due: due.toISOString(),
    state,
    runner,
    at: clock.now().toISOString(),
  })
}
