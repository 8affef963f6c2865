import type { collectionFunctions } from '../../../core/functions/collections.js'
import { compute, entriesOf, equals, order } from '../values/index.js'
import { type Implementation, tolerant } from './implementation.js'

export const collectionImplementations: Record<keyof typeof collectionFunctions, Implementation> = {
  size: tolerant(size),
  sum: ofList((numbers) => numbers.reduce((total, number) => add(total, number), zeroFor(numbers))),
  min: tolerant((...values) => extreme(values, -1)),
  max: tolerant((...values) => extreme(values, 1)),
  distinct: ofList(distinct),
  flatten: ofList((lists) => lists.flatMap((list) => list ?? [])),
  intersects: ofLists((left, right) => left.some(memberOf(right))),
  difference: ofLists((left, right) => {
    const isMember = memberOf(right)
    return left.filter((element) => !isMember(element))
  }),
  first: ofList((list) => list[0] ?? null),
  last: ofList((list) => list.at(-1) ?? null),
  keys: tolerant((map) => (map === null ? [] : entriesOf(map)?.map(([key]) => key))),
  values: tolerant((map) => (map === null ? [] : entriesOf(map)?.map(([, value]) => value))),
}

function ofList(call: (list: readonly unknown[]) => unknown): Implementation {
  return tolerant((value) => {
    const list = value ?? []
    return Array.isArray(list) ? call(list) : undefined
  })
}

function ofLists(call: (left: readonly unknown[], right: readonly unknown[]) => unknown): Implementation {
  return tolerant((first, second) => {
    const left = first ?? []
    const right = second ?? []
    return Array.isArray(left) && Array.isArray(right) ? call(left, right) : undefined
  })
}

function size(value: unknown): number | undefined {
  if (value === null) return 0
  if (typeof value === 'string') return codePoints(value)
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length
  return entriesOf(value)?.length
}

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

function zeroFor(numbers: readonly unknown[]): unknown {
  return typeof numbers[0] === 'bigint' ? 0n : 0
}

function add(total: unknown, number: unknown): unknown {
  return total === undefined || number === null ? undefined : compute('+', total, number)
}

function extreme(values: readonly unknown[], sign: 1 | -1): unknown {
  const list = values.length === 1 ? (values[0] ?? []) : values
  if (!Array.isArray(list)) return undefined
  let best: unknown = null
  for (const candidate of list) {
    if (candidate === null) return undefined
    const comparison = best === null ? 1 : order(candidate, best)
    if (comparison === undefined) return undefined
    if (best === null || comparison * sign > 0) best = candidate
  }
  return best
}

const scalarKinds = ['string', 'number', 'boolean']

function isScalar(value: unknown): boolean {
  return scalarKinds.includes(typeof value)
}

/** A test for being in the list: by hash for texts, numbers and booleans, by comparison for the rest. */
function memberOf(list: readonly unknown[]): (value: unknown) => boolean {
  const scalars = new Set(list.filter(isScalar))
  const others = list.filter((element) => !isScalar(element))
  return (value) => scalars.has(value) || others.some((element) => equals(element, value))
}

function distinct(list: readonly unknown[]): unknown[] {
  const scalars = new Set<unknown>()
  const kept: unknown[] = []
  for (const element of list) {
    const known = isScalar(element) ? scalars.has(element) : kept.some((other) => equals(other, element))
    if (known) continue
    scalars.add(element)
    kept.push(element)
  }
  return kept
}
