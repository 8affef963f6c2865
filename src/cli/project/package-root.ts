import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the installed package `escher`, which holds the first-party policies and estates. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

/** The version of the installed package. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'))
  return String(version)
}

/** True when a folder is this package's own source repository, whose files are the first-party ones. */
export function isPackageItself(folder: string): boolean {
  return realpathSync(folder) === realpathSync(packageRoot())
}

/** True when this code was bundled into `dist`, false when it runs from its sources. */
export function isBuilt(): boolean {
  return fileURLToPath(import.meta.url).startsWith(join(packageRoot(), 'dist'))
}
