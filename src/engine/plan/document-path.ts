import { canonicalJson } from '../../core/canonical-json.js'
import type { PlannedChange } from '../../core/plan.js'
import type { Resource } from '../../core/resource.js'
import { isObject } from './json-object.js'
import { keyedList, withEntry } from './keyed-list.js'

/** The name of a member or of a key of a list of keys and values; null for an element of any other list. */
export type PathStep = string | null

/** The steps of a path as changes are written: `State.Name`, `Labels["a b"]`, `Tags["owner"]`, `Rules[]`. */
export function pathSteps(path: string): readonly PathStep[] {
  return [...path.matchAll(/\[("(?:[^"\\]|\\.)*")?\]|([^.[\]]+)/g)].map(([, quoted, plain]) => {
    if (plain !== undefined) return plain
    return quoted === undefined ? null : String(JSON.parse(quoted))
  })
}

/** The path of a member; names that are no words are quoted. */
export function memberPath(path: string, name: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) return keyPath(path, name)
  return path === '' ? name : `${path}.${name}`
}

/** The path of a key of a list of keys and values. */
export function keyPath(path: string, key: string): string {
  return `${path}[${JSON.stringify(key)}]`
}

/** The path of any element of a list. */
export function elementPath(path: string): string {
  return `${path}[]`
}

/** True when one path is the other or lies within it. */
export function overlaps(one: string, other: string): boolean {
  return isPrefix(pathSteps(one), pathSteps(other)) || isPrefix(pathSteps(other), pathSteps(one))
}

/** True when a path is the outer one or lies within it. */
export function isWithin(path: string, outer: string): boolean {
  return isPrefix(pathSteps(outer), pathSteps(path))
}

/** An element may be the one of any key. */
function isPrefix(short: readonly PathStep[], long: readonly PathStep[]): boolean {
  return short.length <= long.length && short.every((step, index) => isSameStep(step, long[index] ?? null))
}

function isSameStep(one: PathStep, other: PathStep): boolean {
  return one === other || one === null || other === null
}

/** What paths of changes lead into: the document, and the tags where it does not show them. */
export function changedDocument({ tags, properties }: Resource): Readonly<Record<string, unknown>> {
  return { tags, ...properties }
}

/** The value at a path that names no element. */
export function valueAt(document: unknown, path: string): unknown {
  return pathSteps(path).reduce<unknown>((value, step) => (step === null ? undefined : memberOf(value, step)), document)
}

function memberOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return keyedList(value)?.values.get(name)
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** True when a document is as a change leaves it, at the place of the change. */
export function isDone({ path, before, after }: PlannedChange, document: unknown): boolean {
  const list = listOf(path)
  if (list === undefined) return isSame(valueAt(document, path), after)
  const value = valueAt(document, list)
  const isThere = Array.isArray(value) && value.some((item) => isSame(item, after ?? before))
  return isThere === (after !== undefined)
}

/** The path of the list that an element's path is about. */
export function listOf(path: string): string | undefined {
  return path.endsWith('[]') ? path.slice(0, -'[]'.length) : undefined
}

/** The path of the list, or map, that a quoted key is of; undefined of other paths. */
export function keyedListOf(path: string): string | undefined {
  const [key] = /\["(?:[^"\\]|\\.)*"\]$/.exec(path) ?? []
  return key === undefined ? undefined : path.slice(0, -key.length)
}

function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(left ?? null) === canonicalJson(right ?? null)
}

/** A document after a change; elements that are added come last. */
export function withChange(document: unknown, { path, before, after }: PlannedChange): unknown {
  return changed(document, pathSteps(path), { before, after })
}

type Ends = Pick<PlannedChange, 'before' | 'after'>

function changed(value: unknown, [step, ...rest]: readonly PathStep[], ends: Ends): unknown {
  if (step === undefined) return ends.after
  if (step === null) return withElement(Array.isArray(value) ? value : [], ends)
  const inner = changed(memberOf(value, step), rest, ends)
  if (Array.isArray(value)) return withEntry(value, { key: step, value: inner })
  const others = Object.entries(isObject(value) ? value : {}).filter(([name]) => name !== step)
  return Object.fromEntries(inner === undefined ? others : [...others, [step, inner]])
}

function withElement(list: readonly unknown[], { before, after }: Ends): readonly unknown[] {
  if (after !== undefined) return [...list, after]
  const index = list.findIndex((item) => isSame(item, before))
  return list.filter((_, each) => each !== index)
}
