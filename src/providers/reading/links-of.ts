import type { Link } from '../../core/resource-type.js'
import { mapValues } from './map-values.js'
import { textsAt } from './texts-at.js'

/** The ids that a document's links lead to, by link name. */
export function linksOf(
  document: unknown,
  links: Readonly<Record<string, Link>>,
  account: string,
): Readonly<Record<string, readonly string[]>> {
  return mapValues(links, ({ path, idOf = (text: string) => text }) => {
    const ids = path === undefined ? [] : textsAt(document, path).map((text) => idOf(text, account))
    return ids.filter((id) => id !== undefined)
  })
}
