import type { Access, Person } from '../../core/access.js'
import { type BlockMarkers, blocksIn, markedBlock, withBlock } from '../../core/marked-block.js'
import { rolesOf } from '../approval/index.js'
import { coversGlob } from './path-glob.js'

const markers: BlockMarkers = {
  begin: '# escher begin: made of roles and people by `escher owners --write`',
  end: '# escher end',
}

/**
 * The lines of CODEOWNERS that say who may change what, between markers; empty where nobody who has a GitHub login may
 * change anything. `folder` is where the repository of Escher stands within git's, with a final slash, or empty. The last
 * line that matches a file decides on GitHub, so general globs come first, and each line also names those of the globs that
 * cover it.
 */
export function codeOwnersBlock(access: Access, folder: string): string {
  const globs = [...new Set(access.people.flatMap((person) => globsOf(access, person)))]
  const byGenerality = globs
    .map((glob) => ({ glob, covering: globs.filter((other) => coversGlob(other, glob)) }))
    .sort((left, right) => left.covering.length - right.covering.length || (left.glob < right.glob ? -1 : 1))
  const lines = byGenerality.flatMap(({ glob, covering }) => {
    const owners = access.people.filter((person) => globsOf(access, person).some((one) => covering.includes(one)))
    const handles = owners.flatMap(({ github }) => (github === undefined ? [] : [`@${github}`]))
    return handles.length === 0 ? [] : [`/${folder}${glob} ${[...new Set(handles)].join(' ')}`]
  })
  return lines.length === 0 ? '' : markedBlock(markers, lines)
}

/** The people who may change files and whom GitHub does not know. */
export function withoutHandle(access: Access): readonly string[] {
  return access.people
    .filter((person) => person.github === undefined && globsOf(access, person).length > 0)
    .map(({ id }) => id)
}

/** CODEOWNERS with the block at its end, so that no other line outweighs it. */
export function withCodeOwners(text: string, block: string): string {
  return withBlock(text, block, markers)
}

/** What is wrong with a committed CODEOWNERS; undefined when it ends with the block that it should have. */
export function staleness(text: string, block: string): string | undefined {
  const found = blocksIn(text, markers)
  if (found.length === 0 && block === '') return undefined
  if (found.length === 0) return 'it has no lines made of the roles'
  if (found.length > 1 || found[0] !== block) return 'its lines are not those that the roles give now'
  return text.trimEnd().endsWith(block.trimEnd()) ? undefined : 'lines after those of the roles would outweigh them'
}

function globsOf(access: Access, person: Person): readonly string[] {
  return rolesOf(access, person).flatMap(({ edit }) => edit)
}
