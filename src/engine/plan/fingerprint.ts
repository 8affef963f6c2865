import { digest } from '../../core/canonical-json.js'
import type { Basis } from '../../core/plan.js'
import type { Resource } from '../../core/resource.js'
import { topLevel } from '../links.js'

const digestLength = 16

/** What a resource looks like at the paths that a plan rests on. */
export function basisOf(resource: Resource, paths: Iterable<string>): Basis {
  const sorted = [...new Set(paths)].sort()
  return Object.fromEntries(sorted.map((path) => [path, digest(observed(resource, path)).slice(0, digestLength)]))
}

/** One text for a basis: equal where nothing that the plan rests on has moved. */
export function fingerprintOf(basis: Basis): string {
  return digest(basis)
}

/** The paths whose values are no longer what the plan saw. */
export function movedPaths(basis: Basis, now: Resource): readonly string[] {
  const current = basisOf(now, Object.keys(basis))
  return Object.keys(basis).filter((path) => basis[path] !== current[path])
}

/** What could not be read is like nothing that could. */
function observed(resource: Resource, path: string): unknown {
  if (path === 'tags') return ['read', resource.tags]
  if (resource.unread?.[topLevel(path)]) return ['unread']
  return ['read', valueAt(resource.properties, path) ?? null]
}

/** The value at a dotted path; a path into a list stands for the whole list. */
function valueAt(document: unknown, path: string): unknown {
  const plain = path.split('[', 1)[0] ?? ''
  return plain.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Readonly<Record<string, unknown>>)[key]
  }, document)
}
