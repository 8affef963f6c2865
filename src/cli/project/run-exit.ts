import type { Diagnostic } from '../../core/diagnostics.js'
import { resourceAddress } from '../../core/resource.js'
import { type RunState, targetStatus } from '../../engine/run/index.js'
import { palette, renderRunEnd, summarizeRun } from '../../report/index.js'
import { type ApplyOutcome, applyDiagnostics } from '../../runner/apply/index.js'
import { refusalJson } from '../command-failure.js'
import type { CommandContext } from '../environment/context.js'
import type { Exit } from '../exit-codes.js'
import { printDiagnostics } from './compile-repository.js'

interface Shown {
  readonly json?: boolean | undefined
}

/** Says why nothing was done: on the standard error, and as JSON where that is asked for. */
export async function publishRefusal(
  refused: readonly Diagnostic[],
  context: CommandContext,
  { json = false }: Shown,
): Promise<Exit> {
  const { terminal } = context
  if (json) terminal.out(refusalJson(refused))
  terminal.error(await printDiagnostics('human', refused, context))
  return 'refused'
}

/** Says how a run ended, or why it was not begun, and gives the exit that tells the same. */
export async function publishOutcome(outcome: ApplyOutcome, context: CommandContext, shown: Shown): Promise<Exit> {
  const { terminal } = context
  if (outcome.kind === 'refused') return await publishRefusal(outcome.diagnostics, context, shown)
  const { state } = outcome
  if (shown.json) terminal.out(`${JSON.stringify(summarizeRun(state), null, 2)}\n`)
  else terminal.out(renderRunEnd(state, palette(terminal.colour)))
  if (outcome.kind === 'ended') return exitOfRun(state)
  const lost = applyDiagnostics.report('run-taken-over', { run: state.id, runner: outcome.to })
  terminal.error(await printDiagnostics('human', [lost], context))
  return 'failed'
}

/** A run that waits is as it should be; one whose every target was stale was refused by the resources. */
export function exitOfRun(state: RunState): Exit {
  if (state.phase === 'succeeded' || state.phase === 'waiting') return 'clean'
  if (state.phase === 'interrupted') return 'interrupted'
  const { plan, targets } = state
  const stale = plan.targets.every((target) => targetStatus(target, targets.get(resourceAddress(target))) === 'stale')
  return stale ? 'refused' : 'run-failed'
}
