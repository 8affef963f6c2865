import type { SourceFiles } from '../../compiler/index.js'
import { diskFiles } from './disk-files.js'
import { packageRoot } from './package-root.js'

const libraryFolders = /^(?:policies|frameworks|playbooks)\//

/** The first-party files that come with the package. */
export function libraryFiles(): SourceFiles {
  const files = diskFiles(packageRoot())
  return { ...files, list: async () => (await files.list()).filter((path) => libraryFolders.test(path)) }
}
