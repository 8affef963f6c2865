import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatSource } from '../../../compiler/format/format-source.js'
import { placeOf } from '../../../compiler/index.js'
import type { Diagnostic } from '../../../core/diagnostics.js'
import { count } from '../../../report/index.js'
import type { CommandRun } from '../../command.js'
import type { CommandContext } from '../../environment/context.js'
import { printDiagnostics } from '../../project/compile-repository.js'
import { diskFiles } from '../../project/disk-files.js'
import { isWithin, repositoryPath } from '../../project/repository-path.js'
import type { fmtCommand } from './definition.js'

export const run: CommandRun<typeof fmtCommand> = async ({ options, arguments: paths }, context) => {
  const places = paths.map((path) => repositoryPath(path, context))
  const { changed, diagnostics } = await formatFiles(places, context)
  if (diagnostics.length > 0) context.terminal.error(await printDiagnostics('human', diagnostics, context))
  const verb = options.check ? 'would change' : 'formatted'
  for (const { path, text } of changed) {
    if (!options.check) await writeFile(join(context.root, path), text)
    context.terminal.out(`${verb} ${path}\n`)
  }
  if (changed.length === 0) context.terminal.out('Everything is formatted.\n')
  else context.terminal.out(`${count(changed.length, 'file')} ${verb}.\n`)
  if (diagnostics.length > 0) return 'invalid-files'
  return options.check && changed.length > 0 ? 'findings' : 'clean'
}

interface Formatted {
  readonly changed: readonly { readonly path: string; readonly text: string }[]
  readonly diagnostics: readonly Diagnostic[]
}

async function formatFiles(places: readonly string[], { root }: CommandContext): Promise<Formatted> {
  const files = diskFiles(root)
  const definitions = (await files.list()).filter(
    (path) => placeOf(path).place === 'definition' && isWithin(path, places),
  )
  const outcomes = await Promise.all(
    definitions.map(async (path) => {
      const text = new TextDecoder().decode(await files.read(path))
      const { value, diagnostics } = formatSource(path, text)
      return { changed: value === text ? [] : [{ path, text: value }], diagnostics }
    }),
  )
  return {
    changed: outcomes.flatMap(({ changed }) => changed),
    diagnostics: outcomes.flatMap(({ diagnostics }) => diagnostics),
  }
}
