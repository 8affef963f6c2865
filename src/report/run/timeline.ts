import type { RunRecord } from '../../core/run.js'
import { type TimelineEntry, timeline } from '../../engine/run/index.js'
import { plainLine } from '../escape/plain-text.js'
import type { Paint, Palette } from '../terminal/colour.js'
import { timeSpan } from '../terminal/phrases.js'

/** A run's records as lines for a terminal: when, where, what, and how long it took. */
export function renderTimeline(records: readonly RunRecord[], style: Palette): string {
  return timeline(records)
    .map((entry) => `${timelineLine(entry, style)}${isOpen(entry) ? style.yellow(inDoubt) : ''}\n`)
    .join('')
}

const inDoubt = ', and no record tells how it ended: it will be looked at before it is sent again'

/** What was begun stands in a timeline only while its end does not. */
function isOpen({ kind }: TimelineEntry): boolean {
  return kind === 'started' || kind === 'undo-started'
}

/** One line of a timeline. */
export function timelineLine(entry: TimelineEntry, style: Palette): string {
  const { number, at, target, step, milliseconds, text } = entry
  const where = [target, step].filter((part) => part !== undefined).join(' ')
  const took = milliseconds === undefined ? '' : style.dim(` (${timeSpan(milliseconds)})`)
  const what = paintOf(entry, style)(plainLine(text))
  const time = style.dim(`${String(number).padStart(4)}  ${at.slice(0, 19).replace('T', ' ')}`)
  return `${time}  ${where === '' ? '' : `${plainLine(where)}  `}${what}${took}`
}

function paintOf({ kind, text }: TimelineEntry, style: Palette): Paint {
  if (kind === 'failed' || kind === 'undo-failed' || /^verification failed/.test(text)) return style.red
  if (kind === 'stale' || kind === 'stopped' || kind === 'waiting' || kind === 'undo-done') return style.yellow
  if (kind === 'done' || kind === 'verified' || kind === 'finished') return style.green
  return (plain) => plain
}
