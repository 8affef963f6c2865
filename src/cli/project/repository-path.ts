import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { usageFailure } from '../command-failure.js'
import type { CommandContext } from '../environment/context.js'

/** A path that the user gave, from the root with forward slashes; `''` is the root. It must exist, below the root. */
export function repositoryPath(path: string, { workingFolder, root }: CommandContext): string {
  const absolute = resolve(workingFolder, path)
  if (!existsSync(absolute)) throw usageFailure(`There is no file or folder \`${path}\`.`)
  const way = relative(root, absolute).split(sep).join('/')
  if (way === '..' || way.startsWith('../')) throw usageFailure(`\`${path}\` lies outside the repository \`${root}\`.`)
  return way
}

/** True for files that are one of the places or below one, and for all files when there are no places. */
export function isWithin(file: string, places: readonly string[]): boolean {
  return places.length === 0 || places.some((place) => place === '' || file === place || file.startsWith(`${place}/`))
}
