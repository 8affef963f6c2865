import type { RunRecord } from '../../core/run.js'
import { timeline } from '../../engine/run/index.js'
import { palette, timelineLine } from '../../report/index.js'
import type { CommandContext } from '../environment/context.js'

/** Far enough back to find the START of a step that has just ended. */
const recentRecords = 50

/**
 * Tells of records on the standard error as they are made. Those of an earlier process are left out, and so are those that
 * are heard again because their run is gone on with.
 */
export function recordTeller({
  terminal,
  clock,
}: {
  readonly terminal: Pick<CommandContext['terminal'], 'error' | 'errorColour'>
  readonly clock: CommandContext['clock']
}): (record: RunRecord) => void {
  const begun = clock.now()
  const style = palette(terminal.errorColour)
  const heard = new Map<string, readonly RunRecord[]>()
  return (record) => {
    const before = heard.get(record.run) ?? []
    if (record.number <= (before.at(-1)?.number ?? 0)) return
    const recent = [...before, record].slice(-recentRecords)
    if (record.event.kind === 'finished') heard.delete(record.run)
    else heard.set(record.run, recent)
    const entry = timeline(recent).find(({ number }) => number === record.number)
    if (entry && new Date(record.at) >= begun) terminal.error(`${timelineLine(entry, style)}\n`)
  }
}
