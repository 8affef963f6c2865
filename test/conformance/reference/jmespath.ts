import type { JmesPath } from '../../../src/compiler/import/custodian/jmespath/syntax.js'
import { equals, isMapping, isMissing, PolicyStops, type PythonValue } from './python.js'

/** Evaluates a JMESPath expression as jmespath.py does. */
export function search(tree: JmesPath, value: PythonValue): PythonValue {
  switch (tree.kind) {
    case 'current':
      return value
    case 'field':
      return isMapping(value) ? (value[tree.name] ?? null) : null
    case 'index':
      return Array.isArray(value) ? (value.at(tree.position) ?? null) : null
    case 'chain':
    case 'pipe':
      return search(tree.right, search(tree.left, value))
    case 'literal':
      return tree.value
    case 'flatten':
      return flattened(search(tree.left, value))
    case 'projection':
      return projected(tree, value)
    case 'comparison':
      return compared(tree.operator, search(tree.left, value), search(tree.right, value))
    case 'not':
      return !truth(search(tree.operand, value))
    case 'or': {
      const left = search(tree.left, value)
      return truth(left) ? left : search(tree.right, value)
    }
    case 'and': {
      const left = search(tree.left, value)
      return truth(left) ? search(tree.right, value) : left
    }
    case 'function':
      return called(
        tree.name,
        tree.inputs.map((input) => search(input, value)),
      )
    default:
      throw new Error(`${tree.kind} is not part of the reference`)
  }
}

function truth(value: PythonValue): boolean {
  if (isMissing(value) || value === false || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return !isMapping(value) || Object.keys(value).length > 0
}

function flattened(value: PythonValue): PythonValue {
  return Array.isArray(value) ? value.flat(1) : null
}

function projected(tree: Extract<JmesPath, { kind: 'projection' }>, value: PythonValue): PythonValue {
  const base = search(tree.left, value)
  const elements = tree.over === 'values' && isMapping(base) ? Object.values(base) : base
  if (!Array.isArray(elements)) return null
  const { condition } = tree
  return elements
    .filter((element) => condition === undefined || truth(search(condition, element)))
    .map((element) => search(tree.right, element))
    .filter((element) => !isMissing(element))
}

function compared(operator: string, left: PythonValue, right: PythonValue): PythonValue {
  if (operator === '==') return equals(left, right)
  if (operator === '!=') return !equals(left, right)
  if (typeof left !== 'number' || typeof right !== 'number') return null
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  return operator === '>' ? left > right : left >= right
}

function called(name: string, inputs: readonly PythonValue[]): PythonValue {
  const [first, second] = inputs
  if (name === 'length' && (typeof first === 'string' || Array.isArray(first))) return first.length
  if (name === 'length' && isMapping(first)) return Object.keys(first).length
  if (name === 'contains' && Array.isArray(first)) return first.some((item) => equals(item, second))
  if (name === 'contains' && typeof first === 'string') return typeof second === 'string' && first.includes(second)
  if (name === 'starts_with' && typeof first === 'string') return first.startsWith(String(second))
  if (name === 'not_null') return inputs.find((input) => !isMissing(input)) ?? null
  throw new PolicyStops()
}
