import { summarizeRun } from '../../../report/index.js'
import { type ApplyPorts, foreseeCancel, requestCancel, resume } from '../../../runner/apply/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import type { CommandContext } from '../../environment/context.js'
import type { Exit } from '../../exit-codes.js'
import { applyPorts } from '../../project/apply-ports.js'
import { requireBundle } from '../../project/compile-repository.js'
import { currentPerson } from '../../project/current-person.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { publishForesight } from '../../project/publish-foresight.js'
import { publishOutcome, publishRefusal } from '../../project/run-exit.js'
import type { cancelCommand } from './definition.js'

type Options = CommandInput<typeof cancelCommand>['options']

export const run: CommandRun<typeof cancelCommand> = async ({ options, arguments: [id = ''] }, context) => {
  const bundle = await requireBundle(context)
  const ports = await applyPorts(bundle, openConfiguredStore(bundle.configuration, context.root), context)
  const by = await currentPerson(bundle.configuration.access, options.as, context)
  const foreseen = await foreseeCancel(id, ports)
  if ('diagnostics' in foreseen) return await publishRefusal(foreseen.diagnostics, context, options)
  if (options['dry-run']) {
    publishForesight(foreseen, context, options)
    return 'clean'
  }
  const { diagnostics } = await requestCancel(id, by, ports)
  if (diagnostics.length > 0) return await publishRefusal(diagnostics, context, options)
  return await end(id, ports, { options, context })
}

/** Ends a run that no process has; a process that has it will come upon the request. */
async function end(
  id: string,
  ports: ApplyPorts,
  { options, context }: { readonly options: Options; readonly context: CommandContext },
): Promise<Exit> {
  const outcome = await resume(id, ports)
  if (outcome.kind !== 'refused' || outcome.diagnostics.some(({ code }) => code !== 'run-held')) {
    const exit = await publishOutcome(outcome, context, options)
    return outcome.kind === 'ended' && outcome.state.phase === 'cancelled' ? 'clean' : exit
  }
  const foreseen = await foreseeCancel(id, ports)
  if (options.json && !('diagnostics' in foreseen)) {
    const { state, heldBy } = foreseen
    context.terminal.out(`${JSON.stringify({ ...summarizeRun(state), heldBy }, null, 2)}\n`)
  } else context.terminal.out('The process that is running it was asked to stop after the call under way.\n')
  return 'clean'
}
