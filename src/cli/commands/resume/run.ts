import { resume } from '../../../runner/apply/index.js'
import type { CommandRun } from '../../command.js'
import { applyPorts, asPerson } from '../../project/apply-ports.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { publishOutcome } from '../../project/run-exit.js'
import type { resumeCommand } from './definition.js'

export const run: CommandRun<typeof resumeCommand> = async ({ options, arguments: [id = ''] }, context) => {
  const bundle = await requireBundle(context)
  const store = openConfiguredStore(bundle.configuration, context.root)
  const ports = await asPerson(await applyPorts(bundle, store, context), options.as, context)
  return await publishOutcome(await resume(id, ports), context, options)
}
