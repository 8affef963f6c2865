import { canonicalJson } from '../../core/canonical-json.js'
import type { PlannedChange, PlannedTarget } from '../../core/plan.js'
import type { Resource } from '../../core/resource.js'
import { changedDocument, isDone, isWithin, listOf, valueAt, withChange } from '../plan/document-path.js'
import { isObject } from '../plan/json-object.js'

/** The paths at which a resource is not as the plan's steps were to leave it, all of them taken together. */
export function changesMissing({ steps }: Pick<PlannedTarget, 'steps'>, resource: Resource): readonly string[] {
  const document = changedDocument(resource)
  const wanted = steps.filter(({ on }) => !on).flatMap(({ changes }) => changes)
  const missing = together(wanted).filter((change) => !isThere(change, document))
  return [...new Set(missing.map(({ path }) => path))]
}

/** Clouds give their lists in any order. */
function isThere(change: PlannedChange, document: unknown): boolean {
  if (listOf(change.path) !== undefined) return isDone(change, document)
  const [wanted, found] = [change.after, valueAt(document, change.path)].map(withoutOrder)
  return canonicalJson(wanted) === canonicalJson(found)
}

function withoutOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => canonicalJson(withoutOrder(item))).sort()
  if (!isObject(value)) return value ?? null
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutOrder(member)]))
}

/** Changes of one resource in order as if made at once: what a later one supersedes is left out or brought up to date. */
function together(changes: readonly PlannedChange[]): readonly PlannedChange[] {
  return changes.reduce<readonly PlannedChange[]>(
    (kept, later) => [...kept.flatMap((earlier) => revised(earlier, later)), later],
    [],
  )
}

function revised(earlier: PlannedChange, later: PlannedChange): readonly PlannedChange[] {
  const list = listOf(earlier.path)
  if (list !== undefined && list === listOf(later.path)) return isSameElement(earlier, later) ? [] : [earlier]
  if (isWithin(earlier.path, later.path)) return []
  if (!isWithin(later.path, earlier.path)) return [earlier]
  const after = valueAt(withChange(withChange({}, earlier), later), earlier.path)
  return [{ ...earlier, after }]
}

function isSameElement(one: PlannedChange, other: PlannedChange): boolean {
  return canonicalJson(one.after ?? one.before) === canonicalJson(other.after ?? other.before)
}
