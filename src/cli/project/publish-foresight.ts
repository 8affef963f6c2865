import { palette, renderForesight, renderStanding, summarizeRun } from '../../report/index.js'
import type { Foresight } from '../../runner/apply/index.js'
import type { CommandContext } from '../environment/context.js'

/** Says how a run stands, and what a command would do with it and with each of its targets. */
export function publishForesight(
  { state, heldBy, targets }: Foresight,
  { terminal }: Pick<CommandContext, 'terminal'>,
  { json = false }: { readonly json?: boolean | undefined },
): void {
  if (json) {
    const foreseen = { ...summarizeRun(state), ...(heldBy === undefined ? {} : { heldBy }), foreseen: targets }
    terminal.out(`${JSON.stringify(foreseen, null, 2)}\n`)
    return
  }
  const style = palette(terminal.colour)
  terminal.out(renderStanding(state, style))
  if (heldBy === undefined) terminal.out(renderForesight(targets, style))
  else terminal.out(`  its process ${heldBy} would be asked to stop after the call under way\n`)
  terminal.out('Dry run: nothing was done.\n')
}
