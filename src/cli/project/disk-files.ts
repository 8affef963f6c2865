import type { Dirent, Stats } from 'node:fs'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'
import type { SourceFiles } from '../../compiler/index.js'

const ignored = new Set(['node_modules', 'dist'])

/**
 * The files of a repository on disk. Leaves out `node_modules`, `dist` and folders that begin with a dot, and
 * anything that a symbolic link leads to outside the root.
 */
export function diskFiles(root: string): SourceFiles {
  return {
    list: async () => {
      const inside = await realpath(root).catch(() => undefined)
      return inside === undefined ? [] : (await listBelow(inside, '')).sort()
    },
    read: async (path) => {
      const inside = await realpath(root)
      const target = await realpath(join(inside, path))
      if (!isBelow(target, inside)) throw new Error('it leads out of the repository')
      return await readFile(target)
    },
  }
}

async function listBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])
  const lists = await Promise.all(entries.map((entry) => listEntry(root, posix.join(folder, entry.name), entry)))
  return lists.flat()
}

async function listEntry(root: string, path: string, entry: Dirent): Promise<string[]> {
  const kind = entry.isSymbolicLink() ? await linkTarget(root, path) : entry
  if (!kind) return []
  if (kind.isDirectory())
    return ignored.has(entry.name) || entry.name.startsWith('.') || entry.isSymbolicLink() ? [] : listBelow(root, path)
  return kind.isFile() ? [path] : []
}

/** What a link leads to when that lies within the root. Links to folders are never followed, so there are no cycles. */
async function linkTarget(root: string, path: string): Promise<Stats | undefined> {
  const target = await realpath(join(root, path)).catch(() => undefined)
  return target !== undefined && isBelow(target, root) ? stat(target) : undefined
}

function isBelow(path: string, root: string): boolean {
  const way = relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep))
}
