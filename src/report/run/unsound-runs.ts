import type { Diagnostic } from '../../core/diagnostics.js'
import { plainLine } from '../escape/plain-text.js'
import type { Palette } from '../terminal/colour.js'

/** A run whose records cannot be relied on. */
export interface UnsoundRun {
  readonly id: string
  readonly problems: readonly Pick<Diagnostic, 'code' | 'message'>[]
}

/** Runs that cannot be relied on, each with the reasons. */
export function renderUnsoundRuns(runs: readonly UnsoundRun[], style: Palette): string {
  return runs
    .map(({ id, problems }) => {
      const reasons = problems.map(({ code, message }) => `  ${plainLine(message)} ${style.dim(`[${code}]`)}\n`)
      return `${plainLine(id)}  ${style.red('not sound')}\n${reasons.join('')}`
    })
    .join('')
}
