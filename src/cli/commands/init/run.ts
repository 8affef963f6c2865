import { relative, resolve } from 'node:path'
import { scaffoldRepository } from '../../../compiler/scaffold/scaffold-repository.js'
import type { CommandRun } from '../../command.js'
import { writeNewFiles, writtenList } from '../../project/write-new-files.js'
import type { initCommand } from './definition.js'

export const run: CommandRun<typeof initCommand> = async ({ options, arguments: [dir] }, context) => {
  const { terminal, workingFolder, version } = context
  const folder = resolve(workingFolder, dir ?? options.directory ?? '.')
  const written = await writeNewFiles(folder, scaffoldRepository({ cloud: options.cloud, version }))
  if (options.json) terminal.out(`${JSON.stringify({ folder, ...written }, null, 2)}\n`)
  else terminal.out(`${writtenList(written)}\n${nextSteps(relative(workingFolder, folder))}`)
  return 'clean'
}

function nextSteps(way: string): string {
  return [
    'Next:',
    ...(way === '' ? [] : [`  cd ${way}`]),
    '  escher check        compile everything',
    "  escher test         run the policies' examples",
    '  escher scan         read the account of your credentials; it changes nothing',
    '',
  ].join('\n')
}
