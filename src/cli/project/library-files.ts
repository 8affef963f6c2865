import { join } from 'node:path'
import type { SourceFiles } from '../../compiler/index.js'
import { diskFiles } from './disk-files.js'
import { packageRoot } from './package-root.js'

const libraryFolders = ['policies', 'frameworks', 'playbooks']

/** The first-party files that come with the package; nothing else of it is looked at. */
export function libraryFiles(): SourceFiles {
  const root = packageRoot()
  return {
    list: async () => (await Promise.all(libraryFolders.map((folder) => listIn(root, folder)))).flat(),
    read: diskFiles(root).read,
  }
}

async function listIn(root: string, folder: string): Promise<string[]> {
  const paths = await diskFiles(join(root, folder)).list()
  return paths.map((path) => `${folder}/${path}`)
}
