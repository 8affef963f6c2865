import type { Link } from '../../../core/resource-type.js'
import { mapValues } from '../../reading/map-values.js'
import type { Document } from '../../reading/rest-answer.js'
import { textsAt } from '../../reading/texts-at.js'
import type { GcpTypeDescription } from '../description.js'

/**
 * The part of a resource's URL that stays the same between hosts and API versions.
 *
 * @example relativeName('https://www.googleapis.com/compute/v1/projects/p/zones/z/disks/d') // 'projects/p/zones/z/disks/d'
 */
export function relativeName(url: string): string {
  return url.replace(/^https?:\/\/.*?\/(?=projects\/)/, '')
}

/** The id of a document, or undefined when it has none. */
export function idOf(document: Document, { identity }: GcpTypeDescription): string | undefined {
  const value = document[identity]
  return typeof value === 'string' && value !== '' ? relativeName(value) : undefined
}

/** The region, multi-region or `global` that a document lives in, in lower case; a zone counts as its region. */
export function regionOf(document: Document, { location }: GcpTypeDescription): string {
  const value = location.map((property) => document[property]).find((candidate) => typeof candidate === 'string')
  const place = value?.split('/').at(-1)?.toLowerCase() ?? 'global'
  return place.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, '$1')
}

/** The ids that a document's links lead to, by link name. */
export function linksOf(
  document: Document,
  links: Readonly<Record<string, Link>>,
): Readonly<Record<string, readonly string[]>> {
  return mapValues(links, ({ path }) => (path === undefined ? [] : textsAt(document, path).map(relativeName)))
}
