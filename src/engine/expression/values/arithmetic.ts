import type { ArithmeticOperator } from '../../../core/expression.js'
import { isNumeric } from './equality.js'
import { DurationValue, shiftTimestamp, spanBetween, TimestampValue } from './time-values.js'
import { Unsigned } from './unsigned.js'

const leastInt = -(2n ** 63n)
const greatestInt = 2n ** 63n - 1n
const greatestUnsigned = 2n ** 64n - 1n

/** A 64-bit whole number, or undefined on overflow. */
export function checkedInt(value: bigint): bigint | undefined {
  return value >= leastInt && value <= greatestInt ? value : undefined
}

/** A 64-bit unsigned number, or undefined on overflow. */
export function checkedUnsigned(value: bigint): Unsigned | undefined {
  return value >= 0n && value <= greatestUnsigned ? new Unsigned(value) : undefined
}

/** Computes with any two values; undefined when they do not go together, on overflow and on division by zero. */
export function compute(operator: ArithmeticOperator, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return computeDoubles(operator, left, right)
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    const value = computeWhole(operator, left, right)
    return value === undefined ? undefined : checkedInt(value)
  }
  if (left instanceof Unsigned && right instanceof Unsigned) {
    const value = computeWhole(operator, left.value, right.value)
    return value === undefined ? undefined : checkedUnsigned(value)
  }
  if (isNumeric(left) || isNumeric(right)) return undefined
  if (operator === '+') return add(left, right)
  return operator === '-' ? subtract(left, right) : undefined
}

function computeDoubles(operator: ArithmeticOperator, left: number, right: number): number | undefined {
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
      return undefined
  }
}

function computeWhole(operator: ArithmeticOperator, left: bigint, right: bigint): bigint | undefined {
  if ((operator === '/' || operator === '%') && right === 0n) return undefined
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

function add(left: unknown, right: unknown): unknown {
  if (typeof left === 'string') return typeof right === 'string' ? left + right : undefined
  if (Array.isArray(left)) return Array.isArray(right) ? [...left, ...right] : undefined
  if (left instanceof Uint8Array) return right instanceof Uint8Array ? Buffer.concat([left, right]) : undefined
  if (left instanceof TimestampValue) return right instanceof DurationValue ? shiftTimestamp(left, right, 1) : undefined
  if (!(left instanceof DurationValue)) return undefined
  if (right instanceof TimestampValue) return shiftTimestamp(right, left, 1)
  return right instanceof DurationValue ? spanBetween(left, right, 1) : undefined
}

function subtract(left: unknown, right: unknown): unknown {
  if (left instanceof TimestampValue) {
    if (right instanceof TimestampValue) return spanBetween(left, right, -1)
    return right instanceof DurationValue ? shiftTimestamp(left, right, -1) : undefined
  }
  return left instanceof DurationValue && right instanceof DurationValue ? spanBetween(left, right, -1) : undefined
}

/** The opposite of a number or duration; undefined for anything else and on overflow. */
export function negate(value: unknown): unknown {
  if (typeof value === 'number') return -value
  if (typeof value === 'bigint') return checkedInt(-value)
  return value instanceof DurationValue ? spanBetween(new DurationValue(0, 0), value, -1) : undefined
}
