import { canonicalJson } from '../../core/canonical-json.js'
import type { PlannedChange, PlannedStep } from '../../core/plan.js'
import type { Resource } from '../../core/resource.js'
import { elementPath, keyPath, memberPath } from './document-path.js'
import { isObject } from './json-object.js'
import { keyedList } from './keyed-list.js'

/**
 * What differs between two states of a resource, in the order of paths; tags only where the document does not show them.
 * Lists of keys and values differ by key, other lists by the elements that go and come. The whole list differs where it
 * was or will be empty, holds something twice, or what stays is in another order.
 */
export function changesBetween(before: Resource, after: Resource): readonly PlannedChange[] {
  const changes = differences('', before.properties, after.properties)
  return changes.length > 0 ? changes : differences('tags', before.tags, after.tags)
}

/** What a step changes of the resource that it acts on; undefined stands for one that will be gone. */
export function changesOfStep(
  before: Resource,
  after: Resource | undefined,
): Pick<PlannedStep, 'changes' | 'retags' | 'removes'> {
  if (!after) return { changes: [], removes: true }
  const isTagged = differences('tags', before.tags, after.tags).length > 0
  return { changes: changesBetween(before, after), ...(isTagged ? { retags: true as const } : {}) }
}

function differences(path: string, before: unknown, after: unknown): readonly PlannedChange[] {
  if (before === after) return []
  if (isObject(before) && isObject(after)) {
    return namesIn(before, after).flatMap((name) => differences(memberPath(path, name), before[name], after[name]))
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return keyedDifferences(path, before, after) ?? elementDifferences(path, before, after)
  }
  return canonicalJson(before) === canonicalJson(after) ? [] : [whole(path, before, after)]
}

function whole(path: string, before: unknown, after: unknown): PlannedChange {
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
}

function namesIn(before: object, after: object): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
}

/** Keys that stay or come stand before those that go, so that the list says throughout how it spells its entries. */
function keyedDifferences(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
): readonly PlannedChange[] | undefined {
  const [was, willBe] = [keyedList(before), keyedList(after)]
  if (!was || !willBe || was.spelling !== willBe.spelling) return undefined
  const gone = [...was.values.keys()].filter((key) => !willBe.values.has(key)).sort()
  return [...[...willBe.values.keys()].sort(), ...gone].flatMap((key) =>
    differences(keyPath(path, key), was.values.get(key), willBe.values.get(key)),
  )
}

function elementDifferences(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
): readonly PlannedChange[] {
  if (canonicalJson(before) === canonicalJson(after)) return []
  const [was, willBe] = [byText(before), byText(after)]
  const removed = [...was].filter(([text]) => !willBe.has(text))
  const added = [...willBe].filter(([text]) => !was.has(text))
  const isByElement =
    [was, willBe].every(({ size }) => size > 0) && before.length + after.length === was.size + willBe.size
  if (!isByElement || !isSameOrder(was, willBe)) return [whole(path, before, after)]
  const place = elementPath(path)
  return [
    ...removed.map(([, item]) => ({ path: place, before: item })),
    ...added.map(([, item]) => ({ path: place, after: item })),
  ]
}

type Elements = ReadonlyMap<string, unknown>

function byText(list: readonly unknown[]): Elements {
  return new Map(list.map((item) => [canonicalJson(item), item]))
}

/** True when what two lists share stands in the same order in both. */
function isSameOrder(one: Elements, other: Elements): boolean {
  const shared = [...other.keys()].filter((text) => one.has(text))
  return [...one.keys()].filter((text) => other.has(text)).every((text, index) => text === shared[index])
}
