import type { Document } from '../../reading/rest-answer.js'
import type { GcpTypeDescription } from '../description.js'
import { relativeName } from '../relative-name.js'

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
