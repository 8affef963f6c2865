import type { ObjectStore } from '../../../core/object-store.js'
import { takeBaseline } from '../../../engine/index.js'
import { count } from '../../../report/index.js'
import { deleteBaseline, readBaseline, writeBaseline } from '../../../store/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import type { CommandContext } from '../../environment/context.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore, requireLatestScan } from '../../project/open-store.js'
import type { baselineCommand } from './definition.js'

export const run: CommandRun<typeof baselineCommand> = async (input, context) => {
  const { configuration } = await requireBundle(context)
  const store = openConfiguredStore(configuration, context.root)
  const [action] = input.arguments
  if (action === 'take') await take(store, context)
  else if (action === 'clear') await deleteBaseline(store)
  context.terminal.out(await describe(store, input))
  return 'clean'
}

async function take(store: ObjectStore, { clock }: CommandContext): Promise<void> {
  await writeBaseline(store, takeBaseline(await requireLatestScan(store), clock.now()))
}

async function describe(store: ObjectStore, { options }: CommandInput<typeof baselineCommand>): Promise<string> {
  const baseline = await readBaseline(store)
  if (options.json) return `${JSON.stringify(baseline ?? null, null, 2)}\n`
  if (!baseline) return 'There is no baseline: every finding counts.\n'
  return `The baseline of ${baseline.takenAt} (scan ${baseline.scan}) sets ${count(baseline.findings.length, 'finding')} apart.\n`
}
