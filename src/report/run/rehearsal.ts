import type { CloudRequest } from '../../core/operation.js'
import { plainLine } from '../escape/plain-text.js'
import type { Palette } from '../terminal/colour.js'

/** A step that was rehearsed: what would be sent, or why nothing would. */
export interface RehearsedLine {
  readonly step: string
  readonly operation: string
  readonly refusal?: { readonly kind: 'already' | 'refused'; readonly reason: string }
  readonly requests: readonly CloudRequest[]
}

/** A target that was rehearsed. */
export interface RehearsedBlock {
  readonly target: string
  readonly stale: readonly string[]
  readonly unread?: string
  readonly steps: readonly RehearsedLine[]
}

/** What applying would send, target by target. */
export function renderRehearsal(targets: readonly RehearsedBlock[], style: Palette): string {
  return targets.map((target) => `${blockOf(target, style).join('\n')}\n`).join('')
}

function blockOf({ target, stale, unread, steps }: RehearsedBlock, style: Palette): readonly string[] {
  return [
    style.bold(plainLine(target)),
    ...(stale.length > 0
      ? [style.yellow(`  stale, nothing would be done: ${stale.join(', ')} moved since the plan`)]
      : []),
    ...(unread === undefined ? [] : [style.red(`  it could not be looked at: ${plainLine(unread)}`)]),
    ...steps.flatMap((step) => linesOf(step, style)),
  ]
}

function linesOf({ step, operation, refusal, requests }: RehearsedLine, style: Palette): readonly string[] {
  const name = `  ${step}  ${style.dim(operation)}`
  if (refusal?.kind === 'already') return [`${name}  ${style.green(`nothing to do: ${plainLine(refusal.reason)}`)}`]
  if (refusal) return [`${name}  ${style.red(`would fail: ${plainLine(refusal.reason)}`)}`]
  const calls = requests.map(({ service, action, input }) => `${service} ${action} ${JSON.stringify(input)}`)
  return [name, ...calls.map((call) => `      ${plainLine(call)}`)]
}
