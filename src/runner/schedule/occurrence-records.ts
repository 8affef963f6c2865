import { canonicalJson } from '../../core/canonical-json.js'
import type { ObjectStore } from '../../core/object-store.js'
import { objectKey } from '../../store/index.js'
import type { OccurrenceOutcome } from './occurrence-outcome.js'

/** What is kept of a due time: `schedules/<id>/<instant>.json`. */
export interface Occurrence {
  readonly schedule: string
  readonly playbook: string
  readonly due: string
  readonly state: 'begun' | 'skipped'
  readonly runner: string
  readonly at: string
}

const folder = (schedule: string): string => objectKey('schedules', schedule)

/** The key of a due time's record, or of how its run ended. Keys sort by time. */
export function occurrenceKey(schedule: string, due: Date, part?: 'outcome'): string {
  const instant = due.toISOString().slice(0, 19).replaceAll(':', '')
  return `${folder(schedule)}/${instant}Z${part ? `.${part}` : ''}.json`
}

/** Keeps a due time as dealt with; `false` when somebody else did before. */
export async function claimOccurrence(store: ObjectStore, occurrence: Occurrence): Promise<boolean> {
  const key = occurrenceKey(occurrence.schedule, new Date(occurrence.due))
  return await store.create(key, Buffer.from(canonicalJson(occurrence)))
}

/** The newest time of a schedule that was dealt with, as its key says. */
export async function newestOccurrence(store: ObjectStore, schedule: string): Promise<Date | undefined> {
  let newest: Date | undefined
  for await (const key of store.list(`${folder(schedule)}/`)) newest = instantOf(key) ?? newest
  return newest
}

/** The newest time that was dealt with and how its run ended; without an outcome it was let go, is under way, or died. */
export async function latestOutcome(
  store: ObjectStore,
  schedule: string,
): Promise<{ readonly due: string; readonly outcome: OccurrenceOutcome | undefined } | undefined> {
  const due = await newestOccurrence(store, schedule)
  if (!due) return undefined
  const object = await store.get(occurrenceKey(schedule, due, 'outcome'))
  const outcome = object && (JSON.parse(Buffer.from(object.body).toString('utf8')) as OccurrenceOutcome)
  return { due: due.toISOString(), outcome }
}

function instantOf(key: string): Date | undefined {
  const match = /\/(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.json$/.exec(key)
  return match ? new Date(`${match[1]}T${match[2]}:${match[3]}:${match[4]}Z`) : undefined
}
