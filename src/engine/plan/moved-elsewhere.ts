import type { Basis, PlannedChange, PlannedStep } from '../../core/plan.js'
import type { Resource } from '../../core/resource.js'
import { topLevel } from '../links.js'
import { changedDocument, keyedListOf, listOf, overlaps, valueAt, withChange } from './document-path.js'
import { movedPaths } from './fingerprint.js'
import { isObject } from './json-object.js'

/** How many orders of lists are tried before what cannot be told counts as moved. */
const mostOrders = 2000

type ChangingStep = Pick<PlannedStep, 'changes' | 'retags'>

/**
 * The paths of a basis at which a resource differs from what the plan saw by more than what steps changed: with their
 * changes taken back, it is still not what it was. The steps are those that ran on the resource since the basis, in order.
 */
export function movedElsewhere(basis: Basis, now: Resource, steps: readonly ChangingStep[]): readonly string[] {
  const changes = steps.flatMap((step) => step.changes)
  return movedPaths(basis, now).filter((path) => {
    if (path === 'tags' && areTagsElsewhere(basis, steps)) return false
    const own = changes.filter((change) => topLevel(change.path) === topLevel(path))
    const seen = { [path]: basis[path] ?? '' }
    return !canBecome(seen, resourcesBefore(now, own))
  })
}

/** True when the steps retag in a part of the document that the basis has too, and that tells of the tags by itself. */
function areTagsElsewhere(basis: Basis, steps: readonly ChangingStep[]): boolean {
  const parts = Object.keys(basis).filter((path) => path !== 'tags')
  const changes = steps.filter(({ retags }) => retags).flatMap((step) => step.changes)
  return changes.length > 0 && changes.every(({ path }) => parts.some((part) => overlaps(part, path)))
}

function canBecome(seen: Basis, resources: Iterable<Resource>): boolean {
  let tried = 0
  for (const resource of resources) {
    if (movedPaths(seen, resource).length === 0) return true
    tried += 1
    if (tried >= mostOrders) return false
  }
  return false
}

/** A resource as it may have been before changes: where in its list something stood that is gone, they do not tell. */
function* resourcesBefore(now: Resource, changes: readonly PlannedChange[]): Iterable<Resource> {
  for (const document of documentsBefore(changedDocument(now), changes)) {
    if (!isObject(document)) continue
    const { tags, ...properties } = document
    const shown = Object.hasOwn(now.properties, 'tags') && tags !== undefined ? { tags } : {}
    yield { ...now, tags: textsIn(tags), properties: { ...properties, ...shown } }
  }
}

function* documentsBefore(document: unknown, changes: readonly PlannedChange[]): Iterable<unknown> {
  const last = changes.at(-1)
  if (!last) {
    yield document
    return
  }
  for (const earlier of undone(document, last)) yield* documentsBefore(earlier, changes.slice(0, -1))
}

function* undone(document: unknown, change: PlannedChange): Iterable<unknown> {
  const { path, before, after } = change
  const back = withChange(document, {
    path,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  })
  yield back
  const place = after === undefined ? (listOf(path) ?? keyedListOf(path)) : undefined
  const list = place === undefined ? undefined : valueAt(back, place)
  if (place === undefined || !Array.isArray(list)) return
  const others: readonly unknown[] = list.slice(0, -1)
  for (const index of others.keys()) {
    const ordered = [...others.slice(0, index), list.at(-1), ...others.slice(index)]
    yield withChange(back, { path: place, after: ordered })
  }
}

function textsIn(tags: unknown): Resource['tags'] {
  const entries = Object.entries(isObject(tags) ? tags : {})
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}
