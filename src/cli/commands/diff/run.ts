import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SourceFiles } from '../../../compiler/index.js'
import { compareBundles, type Impact } from '../../../engine/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import type { CommandContext } from '../../environment/context.js'
import { commitFiles } from '../../project/commit-files.js'
import { compileFiles, requireBundle } from '../../project/compile-repository.js'
import { diskFiles } from '../../project/disk-files.js'
import type { diffCommand } from './definition.js'
import { judgeChanges } from './judge-changes.js'
import { type RepositoryDiff, renderDiff } from './view.js'

export const run: CommandRun<typeof diffCommand> = async ({ options, arguments: words }, context) => {
  const [base = 'HEAD'] = words
  const after = await requireBundle(context)
  const { bundle: before, diagnostics } = await compileFiles(await filesOf(base, context), context)
  const changes = compareBundles({ before, after })
  const impacts: readonly Impact[] | undefined =
    options.impact === false ? undefined : await judgeChanges({ before, after }, changes, context)
  const broken = diagnostics.filter(({ severity }) => severity === 'error').length
  const diff: RepositoryDiff = { base, changes, ...(impacts ? { impacts } : {}), errorsInBase: broken }
  context.terminal.out(renderDiff(formatOf(options), diff, context.terminal))
  return 'clean'
}

/** A folder, or a commit of the repository. */
async function filesOf(base: string, { workingFolder, root }: CommandContext): Promise<SourceFiles> {
  const folder = resolve(workingFolder, base)
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
  return isFolder ? diskFiles(folder) : await commitFiles(base, root)
}

function formatOf({ json, format }: CommandInput<typeof diffCommand>['options']) {
  return json ? 'json' : (format ?? 'terminal')
}
