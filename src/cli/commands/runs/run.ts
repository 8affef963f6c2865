import { runState } from '../../../engine/run/index.js'
import { palette, type RunSummary, renderRuns, summarizeRun } from '../../../report/index.js'
import { listRuns, readRun } from '../../../store/run-log/index.js'
import type { CommandRun } from '../../command.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import type { runsCommand } from './definition.js'

export const run: CommandRun<typeof runsCommand> = async ({ options }, context) => {
  const { terminal, root } = context
  const store = openConfiguredStore((await requireBundle(context)).configuration, root)
  const runs: RunSummary[] = []
  for (const id of await listRuns(store)) {
    const state = runState((await readRun(store, id))?.records ?? [])
    if (state) runs.push(summarizeRun(state))
  }
  if (options.json) terminal.out(`${JSON.stringify(runs, null, 2)}\n`)
  else terminal.out(runs.length === 0 ? 'There are no runs.\n' : renderRuns(runs, palette(terminal.colour)))
  return 'clean'
}
