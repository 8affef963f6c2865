import { usageFailure } from '../command-failure.js'
import { askGit, readGit } from '../environment/git.js'
import { resolveCommit } from './commit-files.js'

/**
 * The files below the root that differ from where its branch left a commit, by path from the root, whether committed, in
 * the working folder only, or untracked. A file that was renamed is there under both names, one that was deleted too.
 */
export async function changedFiles(reference: string, root: string): Promise<readonly string[]> {
  const commit = await resolveCommit(reference, root)
  const start = (await askGit(root, 'merge-base', commit, 'HEAD')) ?? commit
  const differing = ['diff', '--no-renames', '--name-only', '--relative', '--ignore-submodules=none', '-z', start]
  const lists = await Promise.all([
    readGit([...differing, '--'], root),
    readGit([...differing, 'HEAD', '--'], root),
    readGit(['ls-files', '--others', '--exclude-standard', '-z'], root),
  ]).catch(() => {
    throw usageFailure(`git could not tell what changed since \`${reference}\` in ${root}.`)
  })
  const paths = lists.flatMap((list) => list.toString('utf8').split('\0'))
  return [...new Set(paths.filter((path) => path !== ''))].sort()
}
