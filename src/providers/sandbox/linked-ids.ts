import { textsAt } from '../reading/texts-at.js'
import type { EstateAccount } from './estate-file.js'

/** A link that a document leads to: where the ids stand, and the type that they are of. */
export interface LinkPath {
  readonly path: string
  readonly type: string
}

/**
 * The ids of the estate's resources that a document names at a path, be it plainly, as a URL or as an ARN. A resource
 * with the account's own id stands for the account, which everything in it belongs to. What names nothing in the
 * estate stays as written.
 */
export function linkedIds(document: unknown, { path, type }: LinkPath, estate: EstateAccount): readonly string[] {
  const targets = (estate.resources[type] ?? []).map(({ id }) => id)
  const ids = textsAt(document, path).flatMap((text) => {
    const named = targets.filter((id) => id === estate.account || names(text, id))
    return named.length > 0 ? named : [text]
  })
  return [...new Set(ids)]
}

/** True when an id is the whole of a text or a whole part of it, between slashes or colons. */
function names(text: string, id: string): boolean {
  return inParts(text).includes(inParts(id))
}

function inParts(text: string): string {
  return `/${text}/`.replaceAll(':', '/').toLowerCase()
}
