import type { Link } from '../../../core/resource-type.js'
import { mapValues } from '../../reading/map-values.js'
import type { Document } from '../../reading/rest-answer.js'
import { textsAt } from '../../reading/texts-at.js'

/**
 * The form in which ARM ids are compared. They ignore case, and the same disk comes as `TEST_DISK` in one answer and
 * `test_disk` in another.
 */
export function comparableId(id: string): string {
  return id.toLowerCase()
}

/** The location by its short name: `West Europe` and `westeurope` are the same. */
export function locationOf(document: Document): string {
  const location = document['location']
  return typeof location === 'string' && location !== '' ? location.replaceAll(' ', '').toLowerCase() : 'global'
}

/** The ids that a document's links lead to, by link name. */
export function linksOf(
  document: Document,
  links: Readonly<Record<string, Link>>,
): Readonly<Record<string, readonly string[]>> {
  return mapValues(links, ({ path }) => (path === undefined ? [] : textsAt(document, path).map(comparableId)))
}
