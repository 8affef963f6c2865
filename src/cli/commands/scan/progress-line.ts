import { count, palette, truncate } from '../../../report/index.js'
import type { ProgressListener, ScanProgress } from '../../../runner/index.js'
import type { Terminal } from '../../environment/terminal.js'

const redrawMilliseconds = 80
const clearLine = '\r\u001b[2K'

/** One line on the standard error that says how far a scan is. */
export interface ProgressLine {
  readonly listen: ProgressListener
  /** Takes the line away. */
  readonly finish: () => void
}

/** What has been heard so far. */
interface Progress {
  listings: number
  finished: number
  resources: number
  now: string
}

/** A line that is redrawn a few times a second. */
export function progressLine({ error, errorColour, width }: Terminal): ProgressLine {
  const style = palette(errorColour)
  const progress: Progress = { listings: 0, finished: 0, resources: 0, now: 'opening accounts' }
  let drawn = 0
  return {
    listen: (event) => {
      hear(progress, event)
      if (Date.now() - drawn < redrawMilliseconds) return
      drawn = Date.now()
      const { listings, finished, resources, now } = progress
      const text = `${finished}/${listings} listings, ${count(resources, 'resource')} · ${now}`
      error(`${clearLine}${style.dim(truncate(text, width - 1))}`)
    },
    finish: () => {
      if (drawn > 0) error(clearLine)
    },
  }
}

function hear(progress: Progress, event: ScanProgress): void {
  if (event.kind === 'account-opened') progress.now = `account ${event.account}`
  else if (event.kind === 'account-unread') progress.now = `account ${event.account}: ${event.unread.reason}`
  else if (event.kind === 'evaluating') progress.now = `judging ${count(event.resources, 'resource')}`
  else {
    const { type, account, region } = event.partition
    progress.now = `${type} in ${account} ${region}`
    if (event.kind === 'reading') progress.listings += 1
    else {
      progress.finished += 1
      progress.resources += event.resources
    }
  }
}
