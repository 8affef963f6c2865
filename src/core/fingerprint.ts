import { digest } from './canonical-json.js'
import type { Resource } from './resource.js'

/**
 * The parts of a resource that a plan rests on, each as a digest by its path. A path is dotted and starts in the
 * document (`State.Name`; `Rules[].Port` spreads a list); an absent part has the digest of null.
 */
export function restingParts(
  resource: Pick<Resource, 'properties'>,
  paths: Iterable<string>,
): Readonly<Record<string, string>> {
  const sorted = [...new Set(paths)].sort()
  return Object.fromEntries(
    sorted.map((path) => [path, digest([partAt(resource.properties, path.split('.')) ?? null])]),
  )
}

/** The one hash of all parts that a plan rests on. */
export function fingerprintOf(parts: Readonly<Record<string, string>>): string {
  return digest(parts)
}

/** The paths whose parts are no longer what they were, in order. */
export function movedParts(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...paths].filter((path) => before[path] !== after[path]).sort()
}

function partAt(value: unknown, [segment, ...rest]: readonly string[]): unknown {
  if (segment === undefined || value === null || value === undefined) return value
  const spreads = segment.endsWith('[]')
  const name = spreads ? segment.slice(0, -2) : segment
  const member = typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined
  return spreads && Array.isArray(member) ? member.map((item) => partAt(item, rest)) : partAt(member, rest)
}
