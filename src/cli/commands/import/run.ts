import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { type CustodianImport, importCustodian } from '../../../compiler/import/index.js'
import type { Outcome } from '../../../core/diagnostics.js'
import { catalog } from '../../../providers/catalog.js'
import { count } from '../../../report/index.js'
import type { CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import { printDiagnostics } from '../../project/compile-repository.js'
import { writeNewFiles, writtenList } from '../../project/write-new-files.js'
import type { importCommand } from './definition.js'

export const run: CommandRun<typeof importCommand> = async ({ options, arguments: words }, context) => {
  const [, file = ''] = words
  const { terminal, workingFolder, root } = context
  if (!existsSync(resolve(workingFolder, file))) throw usageFailure(`There is no file \`${file}\`.`)
  const { value, diagnostics } = await convert(resolve(workingFolder, file), context)
  if (diagnostics.length > 0) terminal.error(await printDiagnostics('human', diagnostics, context))
  if (options['dry-run']) terminal.out(value.files.map(({ path, text }) => `# ${path}\n${text}`).join('\n'))
  else {
    const folder = options.out === undefined ? root : resolve(workingFolder, options.out)
    terminal.out(writtenList(await writeNewFiles(folder, value.files)))
  }
  const converted = count(value.files.length, 'policy', 'policies')
  terminal.error(`Converted ${converted}; ${value.unsupported.length} not converted.\n`)
  return value.files.length === 0 || value.unsupported.length > 0 ? 'invalid-files' : 'clean'
}

async function convert(path: string, { root }: CommandContext): Promise<Outcome<CustodianImport>> {
  const text = await readFile(path, 'utf8')
  return await importCustodian(text, { catalog, file: relative(root, path).split(sep).join('/') })
}
