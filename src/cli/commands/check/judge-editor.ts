import { type Diagnostic, hasErrors } from '../../../core/diagnostics.js'
import { judgeChanges } from '../../../engine/ownership/index.js'
import { CommandFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import { changedFiles } from '../../project/changed-files.js'
import { commitFiles } from '../../project/commit-files.js'
import { compileFiles } from '../../project/compile-repository.js'

/** Reports the files changed since a commit that its roles do not let a person change. */
export async function judgeEditor(
  { editor, since }: { readonly editor: string; readonly since: string },
  context: CommandContext,
): Promise<readonly Diagnostic[]> {
  const { bundle, diagnostics } = await compileFiles(await commitFiles(since, context.root), context)
  const configuration = diagnostics.filter(({ range }) => range?.file.startsWith('escher.config.'))
  if (hasErrors(configuration)) {
    const message = `The configuration of \`${since}\` does not compile, so it cannot be told who may change what.`
    throw new CommandFailure('invalid-files', message)
  }
  const paths = await changedFiles(since, context.root)
  return judgeChanges({ paths, editor, since, access: bundle.configuration.access })
}
