import { palette } from '../../../report/index.js'
import { type ApplyPorts, foreseeResume, resume } from '../../../runner/apply/index.js'
import { resumeDue } from '../../../runner/schedule/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import type { Exit } from '../../exit-codes.js'
import { applyPorts, asPerson } from '../../project/apply-ports.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { publishForesight } from '../../project/publish-foresight.js'
import { publishOutcome, publishRefusal } from '../../project/run-exit.js'
import { worstOf } from '../schedule/run-due.js'
import { resumedLine } from '../schedule/view.js'
import type { resumeCommand } from './definition.js'

type Options = CommandInput<typeof resumeCommand>['options']

export const run: CommandRun<typeof resumeCommand> = async ({ options, arguments: [id] }, context) => {
  if ((id === undefined) !== (options.due === true)) {
    throw usageFailure('`escher resume` needs the id of a run, or `--due` for all that need wait no longer.')
  }
  if (options.due && options['dry-run']) {
    throw usageFailure('`--dry-run` goes with the id of one run; `escher schedule run-due --dry-run` tells of all.')
  }
  if (options.due && options.as !== undefined) {
    throw usageFailure('`--due` goes on for those who asked for the runs, so `--as` means nothing there.')
  }
  const bundle = await requireBundle(context)
  const store = openConfiguredStore(bundle.configuration, context.root)
  const ports = await applyPorts(bundle, store, context)
  if (id === undefined) return await goOnWithAll(ports, options, context)
  const own = await asPerson(ports, options.as, context)
  if (!options['dry-run']) return await publishOutcome(await resume(id, own), context, options)
  const foreseen = await foreseeResume(id, own)
  if ('diagnostics' in foreseen) return await publishRefusal(foreseen.diagnostics, context, options)
  publishForesight(foreseen, context, options)
  return 'clean'
}

async function goOnWithAll(ports: ApplyPorts, { json }: Options, { terminal }: CommandContext): Promise<Exit> {
  const resumed = await resumeDue(ports)
  const told = resumed.filter(({ wentOn, outcome }) => wentOn || outcome.result !== 'waiting')
  if (json) terminal.out(`${JSON.stringify(resumed, null, 2)}\n`)
  else if (told.length === 0) terminal.out('Nothing that runs wait for has come.\n')
  else terminal.out(told.map((one) => resumedLine(one, palette(terminal.colour))).join(''))
  return worstOf(told.map(({ outcome }) => outcome.result))
}
