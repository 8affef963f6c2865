import { parseJmesPath } from '../../../src/compiler/import/custodian/jmespath/parse.js'
import { search } from './jmespath.js'
import {
  contains,
  emptyTuple,
  equals,
  isMapping,
  isMissing,
  length,
  order,
  PolicyStops,
  type PythonValue,
  setOf,
  TypeMismatch,
  truth,
  written,
} from './python.js'

/** A Custodian value filter; the shorthand `{ key: value }` is one without operator. */
export interface ReferenceFilter {
  readonly key: string
  readonly value: PythonValue
  readonly op?: string
  readonly value_type?: string
}

/**
 * Custodian's `ValueFilter.match` (c7n 0.9.53, c7n/filters/core.py), ported for tests as the meaning that converted
 * conditions must have. Resources hold dates where the vendor's library makes some.
 */
export function matches(filter: ReferenceFilter, resource: Record<string, PythonValue>, now: Date): boolean {
  const found = resourceValue(filter.key, resource)
  const absentIsEmpty = (filter.op === 'in' || filter.op === 'not-in') && isMissing(found)
  const { left, right } = convert(filter, absentIsEmpty ? emptyTuple : found, { resource, now })
  if (isMissing(left) && right === 'absent') return true
  if (!isMissing(left) && right === 'present') return true
  if (right === 'not-null' && truth(left)) return true
  if (right === 'empty' && !truth(left)) return true
  if (filter.op === undefined) return equals(left, right)
  try {
    return operate(filter.op, left, right)
  } catch (error) {
    if (error instanceof TypeMismatch) return false
    throw error
  }
}

function resourceValue(key: string, resource: Record<string, PythonValue>): PythonValue {
  if (key.startsWith('tag:')) {
    const tags = resource['Tags']
    const found = Array.isArray(tags) ? tags.find((tag) => isMapping(tag) && tag['Key'] === key.slice(4)) : undefined
    return isMapping(found) ? found['Value'] : null
  }
  return key in resource ? resource[key] : search(parseJmesPath(key), resource)
}

interface Sides {
  readonly left: PythonValue
  readonly right: PythonValue
}

const dayLength = 86_400_000

function convert(
  { value_type, value }: ReferenceFilter,
  found: PythonValue,
  { resource, now }: { readonly resource: Record<string, PythonValue>; readonly now: Date },
): Sides {
  switch (value_type) {
    case undefined:
      return { left: found, right: value }
    case 'normalize':
      return { left: typeof found === 'string' ? found.trim().toLowerCase() : found, right: value }
    case 'expr':
      return { left: found, right: resourceValue(String(value), resource) }
    case 'integer':
      return { left: /^\s*[+-]?\d+\s*$/.test(written(found)) ? Number(written(found)) : 0, right: value }
    case 'float': {
      const number = Number.parseFloat(written(found))
      return { left: /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(written(found)) ? number : 0, right: value }
    }
    case 'size':
      return { left: sizeOr(() => length(found)), right: value }
    case 'unique_size':
      return { left: sizeOr(() => setOf(found).length), right: value }
    case 'swap':
      return { left: value, right: found }
    case 'date':
      return { left: parseDate(found), right: parseDate(value) }
    case 'age':
      return { left: new Date(now.getTime() - Number(value) * dayLength), right: parseDate(found) ?? 0 }
    case 'expiration':
      return { left: parseDate(found) ?? 0, right: new Date(now.getTime() + Number(value) * dayLength) }
    default:
      throw new Error(`${value_type} is not part of the reference`)
  }
}

function sizeOr(measure: () => number): number {
  try {
    return measure()
  } catch (error) {
    if (error instanceof TypeMismatch) return 0
    throw error
  }
}

/** The launch day of S3; smaller numbers are no instants. */
const dateFloor = Date.UTC(2006, 2, 19) / 1000

const isoDate = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/

/** `parse_date`, for ISO 8601 texts and for seconds and milliseconds since 1970; Python guesses at other texts. */
function parseDate(value: PythonValue): Date | null {
  if (value instanceof Date) return value
  if (typeof value === 'string' && !/^\d+$/.test(value)) {
    return isoDate.test(value) ? new Date(value) : null
  }
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0
  if (!(number > dateFloor)) return null
  return new Date(number > 253402300799 ? number : number * 1000)
}

function operate(operator: string, left: PythonValue, right: PythonValue): boolean {
  switch (operator) {
    case 'eq':
    case 'equal':
      return equals(left, right)
    case 'ne':
    case 'not-equal':
      return !equals(left, right)
    case 'gt':
    case 'greater-than':
      return order(left, right) > 0
    case 'ge':
    case 'gte':
      return order(left, right) >= 0
    case 'lt':
    case 'less-than':
      return order(left, right) < 0
    case 'le':
    case 'lte':
      return order(left, right) <= 0
    case 'glob':
      return typeof left === 'string' && globMatches(left, right)
    case 'regex':
      return typeof left === 'string' && regexMatches(left, right, 'i')
    case 'regex-case':
      return typeof left === 'string' && regexMatches(left, right, '')
    case 'in':
      return contains(right, left)
    case 'ni':
    case 'not-in':
      return !contains(right, left)
    case 'contains':
      return contains(left, right)
    case 'difference': {
      const others = setOf(right)
      return setOf(left).some((item) => !contains(others, item))
    }
    case 'intersect': {
      const others = setOf(right)
      return setOf(left).some((item) => contains(others, item))
    }
    case 'mod':
      return remainder(left, right)
    default:
      throw new Error(`${operator} is not an operator`)
  }
}

function globMatches(text: string, glob: PythonValue): boolean {
  if (typeof glob !== 'string') throw new TypeMismatch()
  const source = glob
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('[!', '[^')
  return new RegExp(`^(?:${source})$`, 's').test(text)
}

function regexMatches(text: string, expression: PythonValue, flags: string): boolean {
  if (typeof expression !== 'string') throw new TypeMismatch()
  try {
    return new RegExp(`^(?:${expression})`, flags).test(text)
  } catch {
    throw new PolicyStops()
  }
}

function remainder(left: PythonValue, right: PythonValue): boolean {
  if (typeof left === 'string') throw new TypeMismatch()
  if (typeof left !== 'number' && typeof left !== 'boolean') throw new TypeMismatch()
  if (typeof right !== 'number') throw new TypeMismatch()
  if (right === 0) throw new PolicyStops()
  return Number(left) % right !== 0
}
