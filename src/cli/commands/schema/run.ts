import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileKinds, jsonSchemas } from '../../../compiler/index.js'
import type { CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import type { schemaCommand } from './definition.js'

export const run: CommandRun<typeof schemaCommand> = async (
  { options, arguments: [kind] },
  { terminal, workingFolder },
) => {
  const kinds = fileKinds.filter((each) => kind === undefined || each === kind)
  const schemas = jsonSchemas()
  const texts = kinds.map((each) => [each, `${JSON.stringify(schemas[each], null, 2)}\n`] as const)
  if (options.out === undefined) {
    const [only] = texts
    if (texts.length > 1 || !only)
      throw usageFailure(`Give a kind (${fileKinds.join(', ')}), or a folder with \`--out\`.`)
    terminal.out(only[1])
    return 'clean'
  }
  const folder = resolve(workingFolder, options.out)
  await mkdir(folder, { recursive: true })
  for (const [each, text] of texts) await writeFile(join(folder, `${each}.json`), text)
  terminal.out(`Wrote ${texts.map(([each]) => `${each}.json`).join(', ')} into ${options.out}.\n`)
  return 'clean'
}
