import { createHash } from 'node:crypto'
import type { Resource } from '../core/resource.js'
import { digestBytes } from './digest-index.js'
import { type PartTree, partText } from './part-text.js'

/** A resource as a line of a snapshot, and the digest of its content. */
export interface ResourceLine {
  readonly text: string
  /** The same line with the extracted parts of the properties only. */
  readonly extract: string | undefined
  /** The same for equal resources, whatever parts are extracted. */
  readonly digest: Uint8Array
}

/** Writes a resource as one line of JSON, and again with parts of its properties. Properties are sorted. */
export function encodeResource(resource: Resource, parts?: PartTree): ResourceLine {
  const { properties, ...header } = resource
  const start = `${JSON.stringify(orderedHeader(header)).slice(0, -1)},"properties":`
  const members: string[] = []
  for (const name of Object.keys(properties).sort()) {
    const value = JSON.stringify(properties[name])
    if (value !== undefined) members.push(`${JSON.stringify(name)}:${value}`)
  }
  const text = `${start}{${members.join(',')}}}`
  return {
    text: `${text}\n`,
    extract: parts && `${start}${partText(properties, parts)}}\n`,
    digest: createHash('sha256').update(text).digest().subarray(0, digestBytes),
  }
}

function orderedHeader(header: Omit<Resource, 'properties'>): Omit<Resource, 'properties'> {
  const { type, id, name, account, region, tags, unread, links, metrics } = header
  return {
    type,
    id,
    name,
    account,
    region,
    tags: sorted(tags),
    ...(unread ? { unread: sorted(unread) } : {}),
    ...(links ? { links: sorted(links) } : {}),
    ...(metrics ? { metrics: sorted(metrics) } : {}),
  }
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)))
}
