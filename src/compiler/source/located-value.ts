import type { SourceRange } from '../../core/diagnostics.js'
import { alignText } from './align-text.js'
import type { SourceText } from './source-text.js'

/** A stretch of a source text: `end` is exclusive. */
export interface Span {
  readonly source: SourceText
  readonly start: number
  readonly end: number
}

export interface LocatedScalar extends Span {
  readonly kind: 'scalar'
  readonly value: null | boolean | number | string
}

export interface LocatedList extends Span {
  readonly kind: 'list'
  readonly items: readonly LocatedValue[]
}

export interface LocatedEntry {
  readonly key: string
  readonly keySpan: Span
  readonly value: LocatedValue
}

/** A mapping with distinct keys. */
export interface LocatedMapping extends Span {
  readonly kind: 'mapping'
  readonly entries: readonly LocatedEntry[]
}

/** What the names in a TypeScript file stand for, outside of its functions. */
export interface ModuleScope {
  /** The value of a constant of the file, or of one that it imports; undefined for any other name. */
  readonly constant: (name: string) => LocatedValue | undefined
  /** The local names of things imported from `escher`, and what they are called there. */
  readonly helpers: ReadonlyMap<string, string>
}

/** An arrow function of a TypeScript file, kept as syntax for the expression front end. */
export interface LocatedFunction extends Span {
  readonly kind: 'function'
  /** The ESTree node. */
  readonly node: unknown
  readonly scope: ModuleScope
}

/** Something that could not be read and was reported; nothing more is said about it. */
export interface LocatedUnreadable extends Span {
  readonly kind: 'unreadable'
}

/** What YAML and TypeScript files are both read into: values that know where they stand. */
export type LocatedValue = LocatedScalar | LocatedList | LocatedMapping | LocatedFunction | LocatedUnreadable

export function rangeOf(span: Span): SourceRange {
  return span.source.range(span.start, span.end)
}

/** The entry of a mapping with a key, if the value is a mapping that has it. */
export function entryOf(value: LocatedValue | undefined, key: string): LocatedEntry | undefined {
  return value?.kind === 'mapping' ? value.entries.find((entry) => entry.key === key) : undefined
}

/** The value that a path of keys and indexes leads to, if it is there. */
export function valueAt(value: LocatedValue | undefined, path: readonly PropertyKey[]): LocatedValue | undefined {
  let current = value
  for (const step of path) {
    current = current?.kind === 'list' ? current.items[Number(step)] : entryOf(current, String(step))?.value
  }
  return current
}

/** The value at a path, or else the nearest one around it. */
export function nearestValueAt(value: LocatedValue, path: readonly PropertyKey[]): LocatedValue {
  let nearest = value
  for (const step of path) {
    const next = valueAt(nearest, [step])
    if (!next) break
    nearest = next
  }
  return nearest
}

/** The text at a path, if a text stands there. */
export function textAt(value: LocatedValue | undefined, ...path: readonly PropertyKey[]): string | undefined {
  const found = valueAt(value, path)
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : undefined
}

/** A scalar's text; a number as it is written, so that `2.10` is not `2.1`. */
export function writtenText(value: LocatedValue): string {
  if (value.kind !== 'scalar') return ''
  return typeof value.value === 'number' ? value.source.text.slice(value.start, value.end) : String(value.value)
}

/** The items at a path, none if no list stands there. */
export function itemsAt(value: LocatedValue | undefined, ...path: readonly PropertyKey[]): readonly LocatedValue[] {
  const found = valueAt(value, path)
  return found?.kind === 'list' ? found.items : []
}

/** The entries at a path, none if no mapping stands there. */
export function entriesAt(value: LocatedValue | undefined, ...path: readonly PropertyKey[]): readonly LocatedEntry[] {
  const found = valueAt(value, path)
  return found?.kind === 'mapping' ? found.entries : []
}

/** The value without its places. A function stands for itself. */
export function plainValue(value: LocatedValue): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(plainValue)
    case 'mapping':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, plainValue(entry.value)]))
    case 'function':
      return value
    case 'unreadable':
      return undefined
  }
}

/** Whether something in a plain value is a function of a TypeScript file. */
export function isLocatedFunction(value: unknown): value is LocatedFunction {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'function' && 'node' in value
}

/**
 * Turns offsets in a text scalar's value into ranges of its source, through quotes, escapes, indentation and folding.
 * A text that is not written out in one place (a template with constants in it) gives its whole range.
 */
export function locateWithin(scalar: LocatedScalar): (start: number, end: number) => SourceRange {
  let offsets: readonly number[] | undefined
  return (start, end) => {
    offsets ??= alignText(String(scalar.value), scalar.source.text.slice(scalar.start, scalar.end)) ?? []
    const first = offsets[start]
    const last = end > start ? offsets[end - 1] : first
    if (first === undefined || last === undefined) return rangeOf(scalar)
    return scalar.source.range(scalar.start + first, scalar.start + last + (end > start ? 1 : 0))
  }
}
