import type { Link } from '../../../core/resource-type.js'
import { textsAt } from '../../reading/texts-at.js'
import type { Document } from '../description.js'

/** The ids that a document's own links name, by link; inverse links are found from the other side. */
export function linksOf(
  links: Readonly<Record<string, Link>>,
  document: Document,
  account: string,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(links).flatMap(([name, { path, idOf }]) => {
      if (path === undefined) return []
      const texts = textsAt(document, path)
      const ids = idOf ? texts.map((text) => idOf(text, account)) : texts
      return [[name, ids.filter((id) => id !== undefined)]]
    }),
  )
}
