import { requestCancel, resume } from '../../../runner/apply/index.js'
import type { CommandRun } from '../../command.js'
import { applyPorts } from '../../project/apply-ports.js'
import { requireBundle } from '../../project/compile-repository.js'
import { currentPerson } from '../../project/current-person.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { publishOutcome } from '../../project/run-exit.js'
import type { cancelCommand } from './definition.js'

export const run: CommandRun<typeof cancelCommand> = async ({ options, arguments: [id = ''] }, context) => {
  const bundle = await requireBundle(context)
  const store = openConfiguredStore(bundle.configuration, context.root)
  const ports = await applyPorts(bundle, store, context)
  const by = await currentPerson(bundle.configuration.access, options.as, context)
  const { diagnostics } = await requestCancel(id, by, ports)
  if (diagnostics.length > 0) return await publishOutcome({ kind: 'refused', diagnostics }, context)
  const outcome = await resume(id, ports)
  if (outcome.kind === 'refused' && outcome.diagnostics.every(({ code }) => code === 'run-held')) {
    context.terminal.out('The process that is running it was asked to stop after the step under way.\n')
    return 'clean'
  }
  const exit = await publishOutcome(outcome, context, options)
  return outcome.kind === 'ended' && outcome.state.phase === 'cancelled' ? 'clean' : exit
}
