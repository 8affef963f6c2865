import { type Diagnostic, hasErrors } from '../../../core/diagnostics.js'
import type { CommandRun } from '../../command.js'
import { compileRepository, printDiagnostics } from '../../project/compile-repository.js'
import { isWithin, repositoryPath } from '../../project/repository-path.js'
import type { checkCommand } from './definition.js'

export const run: CommandRun<typeof checkCommand> = async ({ options, arguments: paths }, context) => {
  const places = paths.map((path) => repositoryPath(path, context))
  const compiled = await compileRepository(context)
  const diagnostics = compiled.diagnostics.filter((diagnostic) => concerns(diagnostic, places))
  const format = options.json ? 'json' : (options.format ?? 'human')
  context.terminal.out(await printDiagnostics(format, diagnostics, context))
  const failed =
    hasErrors(diagnostics) || (options.strict && diagnostics.some(({ severity }) => severity === 'warning'))
  return failed ? 'invalid-files' : 'clean'
}

function concerns({ range }: Diagnostic, places: readonly string[]): boolean {
  return !range || isWithin(range.file, places)
}
