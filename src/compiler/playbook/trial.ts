import { canonicalJson } from '../../core/canonical-json.js'
import type { EffectContext, Operation, OperationParameters } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import { sampleResource } from './sample-resource.js'

const madeUp: EffectContext = { now: new Date(0), newId: (kind) => `new-${kind}`, token: 'made-up' }

/** What an operation makes of a made-up target, or of what another has made of it. */
export interface Trial {
  readonly before: Resource
  /** Undefined when the operation removes its target. */
  readonly after: Resource | undefined
  readonly creates: boolean
}

/** Tries an operation on a made-up target. It may not know what to do with one; then nothing is said about it. */
export function tryOperation(
  { type, effect }: Operation,
  params: OperationParameters,
  target: Resource = sampleResource(type),
): Trial | undefined {
  return quietly(() => {
    const { target: after, created = [] } = effect(target, params, madeUp)
    return { before: target, after, creates: created.length > 0 }
  })
}

/** Asks an operation about a made-up target; undefined where it throws. */
export function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

/** The values in a resource's document, as JSON by path, and its tags as `tags.<key>`. */
export function valuesIn({ properties, tags }: Resource): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const collect = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      if (value !== undefined) values.set(path, canonicalJson(value))
      return
    }
    for (const [key, member] of Object.entries(value)) collect(member, path === '' ? key : `${path}.${key}`)
  }
  collect(properties, '')
  for (const [key, value] of Object.entries(tags)) values.set(`tags.${key}`, canonicalJson(value))
  return values
}

/** The paths at which two states of a resource differ. */
export function changedPaths(before: Resource, after: Resource): readonly string[] {
  const [was, is] = [valuesIn(before), valuesIn(after)]
  return [...new Set([...was.keys(), ...is.keys()])].filter((path) => was.get(path) !== is.get(path))
}
