import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CommandFailure } from '../command-failure.js'

const markers = ['escher.config.ts', 'escher.config.yaml', 'escher.config.yml']

/** The folder to work in: the one asked for, or the nearest upwards with a configuration, or where the user stands. */
export function repositoryRoot(workingFolder: string, directory: string | undefined): string {
  if (directory !== undefined) return existingFolder(resolve(workingFolder, directory))
  for (let folder = workingFolder; ; folder = dirname(folder)) {
    if (markers.some((marker) => existsSync(join(folder, marker)))) return folder
    if (folder === dirname(folder)) return workingFolder
  }
}

function existingFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path
  throw new CommandFailure('usage', `There is no folder \`${path}\`.`)
}
