import {
  palette,
  type RunSummary,
  renderRuns,
  renderUnsoundRuns,
  summarizeRun,
  type UnsoundRun,
} from '../../../report/index.js'
import { examineRun, knownRuns } from '../../../runner/apply/index.js'
import type { CommandRun } from '../../command.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import type { runsCommand } from './definition.js'

export const run: CommandRun<typeof runsCommand> = async ({ options }, context) => {
  const { terminal, root } = context
  const store = openConfiguredStore((await requireBundle(context)).configuration, root)
  const sound: RunSummary[] = []
  const unsound: UnsoundRun[] = []
  for (const known of await knownRuns(store)) {
    const { run: id, state, problems } = await examineRun(store, known)
    if (state && problems.length === 0) sound.push(summarizeRun(state))
    else unsound.push({ id, problems })
  }
  if (options.json) terminal.out(`${JSON.stringify([...sound, ...unsound.map(asJson)], null, 2)}\n`)
  else if (sound.length + unsound.length === 0) terminal.out('There are no runs.\n')
  else {
    const style = palette(terminal.colour)
    terminal.out(`${renderRuns(sound, style)}${renderUnsoundRuns(unsound, style)}`)
  }
  return unsound.length === 0 ? 'clean' : 'refused'
}

function asJson({ id, problems }: UnsoundRun): object {
  return { id, sound: false, problems: problems.map(({ code, message }) => ({ code, message })) }
}
