import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { usageFailure } from '../command-failure.js'
import type { CommandContext } from '../environment/context.js'

const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'is a folder; name a file in it',
  ENOENT: 'is in a folder that does not exist; make that first',
  ENOTDIR: 'is in something that is no folder',
  EACCES: 'may not be written',
}

/** Writes a file that the command line names, and gives its whole path; one that cannot be written is a wrong command line. */
export async function writeOutput(
  path: string,
  text: string | Iterable<string>,
  { workingFolder }: Pick<CommandContext, 'workingFolder'>,
): Promise<string> {
  const whole = resolve(workingFolder, path)
  try {
    await writeFile(whole, text)
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
    throw reason === undefined ? error : usageFailure(`\`${path}\` ${reason}.`)
  }
  return whole
}
