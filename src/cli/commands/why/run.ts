import { catalog } from '../../../providers/catalog.js'
import { palette } from '../../../report/index.js'
import { why } from '../../../runner/index.js'
import type { CommandRun } from '../../command.js'
import { CommandFailure } from '../../command-failure.js'
import { readSources, requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import type { whyCommand } from './definition.js'
import { whyPage } from './view.js'

export const run: CommandRun<typeof whyCommand> = async ({ options, arguments: [finding = ''] }, context) => {
  const { terminal, root } = context
  const bundle = await requireBundle(context)
  const store = openConfiguredStore(bundle.configuration, root)
  const request = { bundle, finding, ...(options.scan === undefined ? {} : { scan: options.scan }) }
  const { value, diagnostics } = await why(request, { store, catalog })
  const [problem] = diagnostics
  if (problem) throw CommandFailure.of('usage', problem)
  if (!value) throw new Error('a finding that cannot be explained has a diagnostic')
  if (options.json) {
    const { policy, ...explanation } = value
    terminal.out(`${JSON.stringify({ ...explanation, policy: policy.id }, null, 2)}\n`)
    return 'clean'
  }
  const sources = await readSources([value.policy.range.file], root)
  terminal.out(whyPage(value, { style: palette(terminal.colour), width: terminal.width, sources }))
  return 'clean'
}
