import type { SourceFiles } from '../../compiler/index.js'
import { usageFailure } from '../command-failure.js'
import { readGit } from '../environment/git.js'

/**
 * The files of a commit, read from git's objects. Nothing is checked out, so no hook, filter or file of the commit is
 * ever run. Links and submodules are left out.
 */
export async function commitFiles(reference: string, root: string): Promise<SourceFiles> {
  const commit = await resolveCommit(reference, root)
  const listing = (await readGit(['ls-tree', '-r', '-z', commit], root)).toString('utf8')
  const objects = new Map(
    listing.split('\0').flatMap((line) => {
      const [, object, path] = /^100(?:644|755) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? []
      return object !== undefined && path !== undefined ? [[path, object] as const] : []
    }),
  )
  return {
    list: async () => [...objects.keys()],
    read: async (path) => {
      const object = objects.get(path)
      if (object === undefined) throw new Error(`it is not in ${reference}`)
      return await readGit(['cat-file', 'blob', object], root)
    },
  }
}

/** The commit that a reference names; one that names none ends the command. */
export async function resolveCommit(reference: string, root: string): Promise<string> {
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`]
  const commit = await readGit(words, root).catch(() => undefined)
  if (commit) return commit.toString('utf8').trim()
  throw usageFailure(`\`${reference}\` is neither a folder nor a commit of the repository in ${root}.`)
}
