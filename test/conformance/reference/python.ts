/** What Python raises where values of these kinds do not go together; Custodian's operators take it for false. */
export class TypeMismatch extends Error {}

/** An error that Custodian does not catch: the policy stops, so there is no verdict to compare with. */
export class PolicyStops extends Error {}

/** Values as Python has them: JSON, dates where a vendor's library makes some, and the empty tuple. */
export type PythonValue = unknown

export const emptyTuple = Object.freeze({ tuple: true })

export function isMapping(value: PythonValue): value is Record<string, PythonValue> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    value !== emptyTuple
  )
}

export function isMissing(value: PythonValue): boolean {
  return value === null || value === undefined
}

/** `bool(value)` */
export function truth(value: PythonValue): boolean {
  if (isMissing(value) || value === emptyTuple) return false
  if (Array.isArray(value)) return value.length > 0
  if (isMapping(value)) return Object.keys(value).length > 0
  return value instanceof Date || Boolean(value)
}

function isNumeric(value: PythonValue): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

/** `left == right` */
export function equals(left: PythonValue, right: PythonValue): boolean {
  if (isMissing(left) || isMissing(right)) return isMissing(left) && isMissing(right)
  if (isNumeric(left) && isNumeric(right)) return Number(left) === Number(right)
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime()
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equals(item, right[index]))
  }
  if (isMapping(left) && isMapping(right)) {
    const keys = Object.keys(left)
    return (
      keys.length === Object.keys(right).length && keys.every((key) => key in right && equals(left[key], right[key]))
    )
  }
  return left === right
}

/** Negative, zero or positive, as `left` is before, at or after `right`. */
export function order(left: PythonValue, right: PythonValue): number {
  if (isNumeric(left) && isNumeric(right)) return Number(left) - Number(right)
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right)
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime()
  throw new TypeMismatch()
}

/** `item in container` */
export function contains(container: PythonValue, item: PythonValue): boolean {
  if (container === emptyTuple) return false
  if (Array.isArray(container)) return container.some((element) => equals(element, item))
  if (typeof container === 'string' && typeof item === 'string') return container.includes(item)
  if (isMapping(container)) return isHashable(item) && typeof item === 'string' && item in container
  throw new TypeMismatch()
}

export function isHashable(value: PythonValue): boolean {
  if (Array.isArray(value) || isMapping(value)) throw new TypeMismatch()
  return true
}

/** `set(value)` as a list. */
export function setOf(value: PythonValue): PythonValue[] {
  if (value === emptyTuple) return []
  const items = typeof value === 'string' ? [...value] : isMapping(value) ? Object.keys(value) : value
  if (!Array.isArray(items)) throw new TypeMismatch()
  const distinct: PythonValue[] = []
  for (const item of items) if (isHashable(item) && !contains(distinct, item)) distinct.push(item)
  return distinct
}

/** `len(value)` */
export function length(value: PythonValue): number {
  if (value === emptyTuple) return 0
  if (typeof value === 'string') return [...value].length
  if (Array.isArray(value)) return value.length
  if (isMapping(value)) return Object.keys(value).length
  throw new TypeMismatch()
}

/** `str(value)`, for the kinds whose text can be a number. */
export function written(value: PythonValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' || typeof value === 'string' ? String(value) : 'something else'
}
