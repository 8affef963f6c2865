import type { RunRecord } from '../../src/core/run.js'

/** Steps that were started again though they were done. */
export function startedAfterDone(records: readonly RunRecord[]): readonly string[] {
  const done = new Set<string>()
  const repeated: string[] = []
  for (const { event } of records) {
    if (event.kind === 'done' || event.kind === 'undo-done') done.add(`${event.kind} ${event.step}`)
    if (event.kind === 'started' && done.has(`done ${event.step}`)) repeated.push(event.step)
    if (event.kind === 'undo-started' && done.has(`undo-done ${event.step}`)) repeated.push(event.step)
  }
  return repeated
}
