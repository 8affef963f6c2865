import type { ArithmeticOperator, MetricNode, ValueType } from '../../core/expression.js'
import { metricKey, type Resource } from '../../core/resource.js'
import { parseInstant, parseSpan } from '../../core/temporal.js'
import type { EvaluationScope, Semantics } from './scope.js'
import {
  compute,
  DurationValue,
  entriesOf,
  entryIn,
  equals,
  guardedDocument,
  isRecord,
  MapValue,
  TimestampValue,
  UnreadPart,
  Unsigned,
} from './values/index.js'

/** What evaluation does with values. `undefined` stands for unknown throughout: unread, wrong in type, or failed. */
export interface Runtime {
  /** `value.name` */
  readonly member: (value: unknown, name: string) => unknown
  /** `has(value.name)` */
  readonly has: (value: unknown, name: string) => boolean | undefined
  /** `value[index]` */
  readonly at: (value: unknown, index: unknown) => unknown
  /** `element in container` */
  readonly isMember: (element: unknown, container: unknown) => boolean | undefined
  /** What a macro goes over: the elements of a list, the keys of a map. */
  readonly elements: (value: unknown) => readonly unknown[] | undefined
  readonly arithmetic: (operator: ArithmeticOperator, left: unknown, right: unknown, whole: boolean) => unknown
}

/** JSON documents: what is absent is null, and null has no properties, no elements and no entries. */
export const documentRuntime: Runtime = {
  member: (value, name) => {
    if (value === null) return null
    if (!entriesLike(value)) return undefined
    return known(entryIn(value, name)?.value ?? null)
  },
  has: (value, name) => {
    if (value === null) return false
    if (!entriesLike(value)) return undefined
    const entry = entryIn(value, name)?.value ?? null
    return entry instanceof UnreadPart ? undefined : entry !== null
  },
  at: (value, index) => {
    if (value === null) return null
    if (Array.isArray(value)) return typeof index === 'number' ? (value[index] ?? null) : undefined
    return entriesLike(value) ? known(entryIn(value, index)?.value ?? null) : undefined
  },
  isMember: (element, container) => (container === null ? false : isMember(element, container)),
  elements: (value) => (value === null ? [] : elements(value)),
  arithmetic: (operator, left, right, whole) => {
    if (typeof left !== 'number' || typeof right !== 'number') return compute(operator, left, right)
    return documentArithmetic(operator, left, right, whole)
  },
}

/** CEL to the letter: what is absent is an error. */
export const standardRuntime: Runtime = {
  member: (value, name) => entryIn(value, name)?.value,
  has: (value, name) => (entriesLike(value) ? entryIn(value, name) !== undefined : undefined),
  at: (value, index) => {
    if (!Array.isArray(value)) return entryIn(value, index)?.value
    const position = index instanceof Unsigned ? Number(index.value) : Number(index)
    const whole = typeof index !== 'string' && typeof index !== 'boolean' && Number.isInteger(position)
    return whole ? value[position] : undefined
  },
  isMember,
  elements,
  arithmetic: (operator, left, right) => compute(operator, left, right),
}

export function runtimeFor(semantics: Semantics): Runtime {
  return semantics === 'document' ? documentRuntime : standardRuntime
}

function known(value: unknown): unknown {
  return value instanceof UnreadPart ? undefined : value
}

function entriesLike(value: unknown): boolean {
  return value instanceof MapValue || isRecord(value)
}

function isMember(element: unknown, container: unknown): boolean | undefined {
  if (Array.isArray(container) && isText(element)) return container.includes(element)
  if (Array.isArray(container)) return container.some((candidate) => equals(element, candidate))
  if (!entriesLike(container)) return undefined
  const entry = entryIn(container, element)
  return entry?.value instanceof UnreadPart ? undefined : entry !== undefined
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function elements(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : entriesOf(value)?.map(([key]) => key)
}

/** Numbers of documents: whole where both types are, with no result where it would not be exact. */
export function documentArithmetic(
  operator: ArithmeticOperator,
  left: number,
  right: number,
  whole: boolean,
): number | undefined {
  const result = rawArithmetic(operator, left, right)
  if (!whole) return Number.isFinite(result) ? result : undefined
  const exact = operator === '/' ? Math.trunc(result) : result
  return Number.isSafeInteger(exact) ? exact : undefined
}

function rawArithmetic(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '%':
      return left % right
  }
}

/** True of types whose values stand in documents as texts. */
export function isWrittenAsText(type: ValueType): type is ValueType & { kind: 'timestamp' | 'duration' | 'bytes' } {
  return type.kind === 'timestamp' || type.kind === 'duration' || type.kind === 'bytes'
}

/** The value that a text in a document stands for, where the schema says that it is a timestamp, duration or bytes. */
export function fromText(kind: 'timestamp' | 'duration' | 'bytes', value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (kind === 'bytes') return Buffer.from(value, 'base64')
  if (kind === 'timestamp') {
    const instant = parseInstant(value)
    return instant && new TimestampValue(instant.seconds, instant.nanos)
  }
  const span = parseSpan(value)
  return span && new DurationValue(span.seconds, span.nanos)
}

/** The documents of linked resources; undefined when they could not be read. */
export function linkedDocuments(scope: EvaluationScope, link: string): readonly unknown[] | undefined {
  const linked = scope.linked(link)
  return Array.isArray(linked) ? (linked as readonly Resource[]).map(guardedDocument) : undefined
}

/** A metric's figure; null when there were no data points, undefined when it was not read. */
export function metricFigure(
  resource: Resource,
  node: Pick<MetricNode, 'metric' | 'statistic'>,
  window: unknown,
): number | null | undefined {
  if (typeof window !== 'string' || !resource.metrics) return undefined
  const key = metricKey(node.metric, node.statistic, window)
  return Object.hasOwn(resource.metrics, key) ? resource.metrics[key] : undefined
}
