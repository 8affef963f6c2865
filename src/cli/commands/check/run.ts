import { type Diagnostic, hasErrors } from '../../../core/diagnostics.js'
import type { CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import { compileRepository, printDiagnostics } from '../../project/compile-repository.js'
import { isWithin, repositoryPath } from '../../project/repository-path.js'
import type { checkCommand } from './definition.js'
import { judgeEditor } from './judge-editor.js'

export const run: CommandRun<typeof checkCommand> = async ({ options, arguments: paths }, context) => {
  const places = paths.map((path) => repositoryPath(path, context))
  const { as: editor, since } = options
  if ((editor === undefined) !== (since === undefined)) {
    throw usageFailure('`--as` and `--since` need each other: whose changes, and since which commit.')
  }
  const compiled = await compileRepository(context)
  const refused = editor === undefined || since === undefined ? [] : await judgeEditor({ editor, since }, context)
  const diagnostics = [...compiled.diagnostics.filter((diagnostic) => concerns(diagnostic, places)), ...refused]
  const format = options.json ? 'json' : (options.format ?? 'human')
  context.terminal.out(await printDiagnostics(format, diagnostics, context))
  if (refused.length > 0) return 'refused'
  const failed =
    hasErrors(diagnostics) || (options.strict && diagnostics.some(({ severity }) => severity === 'warning'))
  return failed ? 'invalid-files' : 'clean'
}

function concerns({ range }: Diagnostic, places: readonly string[]): boolean {
  return !range || isWithin(range.file, places)
}
