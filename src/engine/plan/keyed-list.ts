import { isObject } from './json-object.js'

/** How the clouds spell the entries of lists that stand for maps: EC2 tags, GCP metadata, KMS tags, … */
const spellings = [
  { key: 'Key', value: 'Value' },
  { key: 'key', value: 'value' },
  { key: 'TagKey', value: 'TagValue' },
  { key: 'tagKey', value: 'tagValue' },
] as const

type Spelling = (typeof spellings)[number]

/** A list of keys and values, each key once: a map, whatever the order of its entries. */
export interface KeyedList {
  readonly spelling: Spelling
  readonly values: ReadonlyMap<string, unknown>
}

/** A list read as keys and values; undefined of any other list, and of an empty one, which does not say. */
export function keyedList(list: readonly unknown[]): KeyedList | undefined {
  const spelling = spellings.find(({ key }) => isObject(list[0]) && Object.hasOwn(list[0], key))
  const entries = spelling && list.flatMap((item) => entryOf(item, spelling))
  if (!spelling || !entries) return undefined
  const values = new Map(entries)
  return values.size === list.length ? { spelling, values } : undefined
}

/** A list with another value for one of its keys; undefined takes the key away. */
export function withEntry(
  list: readonly unknown[],
  { key, value }: { readonly key: string; readonly value: unknown },
): readonly unknown[] {
  const { spelling } = keyedList(list) ?? {}
  if (!spelling) return list
  const entry = { [spelling.key]: key, [spelling.value]: value }
  const isIt = (item: unknown): boolean => isObject(item) && item[spelling.key] === key
  if (value === undefined) return list.filter((item) => !isIt(item))
  return list.some(isIt) ? list.map((item) => (isIt(item) ? entry : item)) : [...list, entry]
}

function entryOf(item: unknown, spelling: Spelling): readonly (readonly [string, unknown])[] {
  if (!isObject(item) || Object.keys(item).length !== 2 || (item[spelling.value] ?? null) === null) return []
  const key = item[spelling.key]
  return typeof key === 'string' ? [[key, item[spelling.value]]] : []
}
