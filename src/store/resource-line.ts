import { createHash } from 'node:crypto'
import type { Resource } from '../core/resource.js'
import { digestBytes } from './digest-index.js'

const tab = 0x09
const newline = 0x0a

/** A resource as a line of a snapshot, and the digest of its content. */
export interface ResourceLine {
  readonly text: string
  /** The same for equal resources, whatever properties lead. */
  readonly digest: Uint8Array
}

/**
 * Writes a resource as one line of JSON with the `leading` properties first and a tab after them. JSON texts hold no
 * other raw tab, so a reader that needs only those cuts there and closes the two objects. Properties are sorted.
 */
export function encodeResource(resource: Resource, leading: ReadonlySet<string>): ResourceLine {
  const { properties, ...header } = resource
  const start = `${JSON.stringify(orderedHeader(header)).slice(0, -1)},"properties":{`
  const first: string[] = []
  const rest: string[] = []
  const all: string[] = []
  for (const name of Object.keys(properties).sort()) {
    const value = JSON.stringify(properties[name])
    if (value === undefined) continue
    const member = `${JSON.stringify(name)}:${value}`
    all.push(member)
    ;(leading.has(name) ? first : rest).push(member)
  }
  const comma = first.length > 0 && rest.length > 0 ? ',' : ''
  return {
    text: `${start}${first.join(',')}\t${comma}${rest.join(',')}}}\n`,
    digest: createHash('sha256')
      .update(`${start}${all.join(',')}}}`)
      .digest()
      .subarray(0, digestBytes),
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

/** The lines of a chunk: reads each as a resource, whole or with its leading properties only. */
export class ChunkLines {
  private readonly ends: number[] = []

  constructor(private readonly content: Buffer) {
    for (let end = content.indexOf(newline); end >= 0; end = content.indexOf(newline, end + 1)) this.ends.push(end)
  }

  get length(): number {
    return this.ends.length
  }

  /** The resource with all of its properties. */
  whole(row: number): Resource {
    return JSON.parse(this.content.toString('utf8', this.startOf(row), this.ends[row]))
  }

  /** The resource with its leading properties only. */
  leading(row: number): Resource {
    const start = this.startOf(row)
    return JSON.parse(`${this.content.toString('utf8', start, this.content.indexOf(tab, start))}}}`)
  }

  private startOf(row: number): number {
    return row === 0 ? 0 : (this.ends[row - 1] ?? 0) + 1
  }
}
