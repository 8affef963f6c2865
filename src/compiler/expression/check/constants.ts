import type { Diagnostic } from '../../../core/diagnostics.js'
import type { CompareNode, ExpressionNode, LogicNode } from '../../../core/expression.js'
import { report } from '../diagnostics.js'

/** Warns of every outermost part that is the same whatever the resource. */
export function reportConstants(root: ExpressionNode): Diagnostic[] {
  const value = constantValue(root)
  if (value !== undefined) return [report('constant-condition', { value }, { range: root.range })]
  return decidingParts(root).flatMap(reportConstants)
}

function decidingParts(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands
    case 'not':
      return [node.operand]
    case 'conditional':
      return [node.condition]
    case 'comprehension':
      return node.macro === 'map' ? [] : [node.body]
    default:
      return []
  }
}

/** The value of a decision that no resource can change, as far as it can be seen. */
export function constantValue(node: ExpressionNode): boolean | undefined {
  switch (node.kind) {
    case 'literal':
      return node.value.of === 'bool' ? node.value.value : undefined
    case 'not':
      return negated(constantValue(node.operand))
    case 'and':
    case 'or':
      return logicValue(node)
    case 'compare':
      return comparisonValue(node)
    default:
      return undefined
  }
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}

function logicValue(node: LogicNode): boolean | undefined {
  const deciding = node.kind === 'or'
  const values = node.operands.map(constantValue)
  if (values.includes(deciding) || contradicts(node)) return deciding
  return values.every((value) => value === !deciding) ? !deciding : undefined
}

function comparisonValue(node: CompareNode): boolean | undefined {
  const left = literalOf(node.left)
  const right = literalOf(node.right)
  if (left === undefined || right === undefined) return sameOperands(node)
  switch (node.operator) {
    case '==':
      return left === right
    case '!=':
      return left !== right
    default:
      return typeof left === typeof right ? ordered(node.operator, left, right) : undefined
  }
}

function ordered(operator: string, left: Scalar, right: Scalar): boolean {
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  return operator === '>' ? left > right : left >= right
}

type Scalar = string | number | boolean

function literalOf(node: ExpressionNode): Scalar | undefined {
  if (node.kind !== 'literal') return undefined
  const { value } = node
  if (value.of === 'bool' || value.of === 'string') return value.value
  return value.of === 'int' || value.of === 'double' ? Number(value.value) : undefined
}

/** `x == x` and `x != x`, for anything that is a path. */
function sameOperands(node: CompareNode): boolean | undefined {
  if (node.operator !== '==' && node.operator !== '!=') return undefined
  if (!isPath(node.left) || !isPath(node.right) || identity(node.left) !== identity(node.right)) return undefined
  return node.operator === '=='
}

function isPath(node: ExpressionNode): boolean {
  return node.kind === 'select' ? isPath(node.operand) : node.kind === 'variable'
}

function identity(node: ExpressionNode): string {
  return JSON.stringify(node, (key, value) => (key === 'range' ? undefined : value))
}

/** `x == 1 && x == 2`, `x > 5 && x < 3`; and of their negations, `x != 1 || x != 2`. */
function contradicts(node: LogicNode): boolean {
  const demands = new Map<string, Demand>()
  for (const operand of node.operands) {
    const comparison = operand.kind === 'compare' ? comparisonWithLiteral(operand) : undefined
    if (!comparison) continue
    const operator = node.kind === 'and' ? comparison.operator : opposite[comparison.operator]
    const key = identity(comparison.subject)
    const demand = narrowed(demands.get(key) ?? {}, operator, comparison.value)
    if (impossible(demand)) return true
    demands.set(key, demand)
  }
  return false
}

const opposite = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const
const mirrored = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

function comparisonWithLiteral(node: CompareNode) {
  const right = literalOf(node.right)
  if (right !== undefined) return { subject: node.left, operator: node.operator, value: right }
  const left = literalOf(node.left)
  return left === undefined ? undefined : { subject: node.right, operator: mirrored[node.operator], value: left }
}

/** What a chain of comparisons asks of one value. */
interface Demand {
  readonly equal?: Scalar
  readonly unequal?: readonly Scalar[]
  readonly over?: number
  readonly under?: number
  readonly conflict?: true
}

function narrowed(demand: Demand, operator: CompareNode['operator'], value: Scalar): Demand {
  if (operator === '==') {
    return demand.equal !== undefined && demand.equal !== value ? { conflict: true } : { ...demand, equal: value }
  }
  if (operator === '!=') return { ...demand, unequal: [...(demand.unequal ?? []), value] }
  if (typeof value !== 'number') return demand
  if (operator === '>' || operator === '>=') return { ...demand, over: Math.max(demand.over ?? value, value) }
  return { ...demand, under: Math.min(demand.under ?? value, value) }
}

function impossible({ equal, unequal = [], over, under, conflict }: Demand): boolean {
  if (conflict || (equal !== undefined && unequal.includes(equal))) return true
  if (over !== undefined && under !== undefined && over > under) return true
  return typeof equal === 'number' && ((over !== undefined && equal < over) || (under !== undefined && equal > under))
}
