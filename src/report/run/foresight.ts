import { plainLine } from '../escape/plain-text.js'
import type { Palette } from '../terminal/colour.js'

/** A target of a run with what a command would do with it. */
export interface ForeseenLine {
  readonly target: string
  readonly does: 'begin' | 'go-on' | 'look' | 'wait' | 'put-back' | 'keep' | 'leave' | 'release'
  readonly steps: readonly string[]
}

/** What a command would do with the targets of a run that are not settled, a line each. */
export function renderForesight(targets: readonly ForeseenLine[], style: Palette): string {
  return targets.map((line) => `  ${plainLine(line.target)}  ${style.yellow(plainLine(textOf(line)))}\n`).join('')
}

const texts: { readonly [Does in ForeseenLine['does']]: (steps: string) => string } = {
  begin: (steps) => `would be begun with ${steps} when its turn comes`,
  'go-on': (steps) => `would go on with ${steps}`,
  look: (steps) =>
    `would be looked at: nobody knows how ${steps} ended, which is sent again if its effect does not show`,
  wait: (steps) => `would be left to wait at ${steps}`,
  'put-back': (steps) => (steps === '' ? 'would be left as it is' : `would be put back: ${steps}`),
  keep: (steps) => (steps === '' ? 'would stay as it is' : `would stay as it is, with ${steps} done`),
  leave: () => 'would not be begun',
  release: (steps) => `would wait no longer, and be let go${steps === '' ? '' : `, with ${steps} done`}`,
}

function textOf({ does, steps }: ForeseenLine): string {
  return texts[does](steps.join(', '))
}
