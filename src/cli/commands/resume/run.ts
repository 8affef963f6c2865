import { foreseeResume, resume } from '../../../runner/apply/index.js'
import type { CommandRun } from '../../command.js'
import { applyPorts } from '../../project/apply-ports.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { publishForesight } from '../../project/publish-foresight.js'
import { publishOutcome, publishRefusal } from '../../project/run-exit.js'
import type { resumeCommand } from './definition.js'

export const run: CommandRun<typeof resumeCommand> = async ({ options, arguments: [id = ''] }, context) => {
  const bundle = await requireBundle(context)
  const ports = await applyPorts(bundle, openConfiguredStore(bundle.configuration, context.root), context)
  if (!options['dry-run']) return await publishOutcome(await resume(id, ports), context, options)
  const foreseen = await foreseeResume(id, ports)
  if ('diagnostics' in foreseen) return await publishRefusal(foreseen.diagnostics, context, options)
  publishForesight(foreseen, context, options)
  return 'clean'
}
