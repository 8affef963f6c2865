import { selectPolicies } from '../../../engine/index.js'
import { palette } from '../../../report/index.js'
import type { CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import { readSources, requireBundle } from '../../project/compile-repository.js'
import type { testCommand } from './definition.js'
import { testPolicies, testTotals } from './results.js'
import { humanResults, jsonResults, junitResults } from './view.js'

export const run: CommandRun<typeof testCommand> = async ({ options, arguments: globs }, context) => {
  const { terminal, root } = context
  const bundle = await requireBundle(context)
  const policies = selectPolicies(bundle.policies, { policies: globs })
  if (policies.length === 0 && globs.length > 0) throw usageFailure(`No policy is called ${globs.join(' or ')}.`)
  const tested = testPolicies(policies, options.require ?? false)
  const format = options.json ? 'json' : (options.format ?? 'human')
  if (format === 'json') terminal.out(jsonResults(tested))
  else if (format === 'junit') terminal.out(junitResults(tested))
  else {
    const sources = await readSources(
      policies.map(({ range }) => range.file),
      root,
    )
    const verbose = options.verbose ?? false
    terminal.out(humanResults(tested, { style: palette(terminal.colour), width: terminal.width, sources, verbose }))
  }
  return testTotals(tested).failed > 0 ? 'findings' : 'clean'
}
