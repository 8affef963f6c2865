import type { CompareNode, ComparisonOperator, Expression, ExpressionNode, LiteralNode } from '../../core/expression.js'

/** The values that a subject may have without violating a condition. */
export type AllowedValues =
  | { readonly kind: 'among' | 'except'; readonly values: ReadonlySet<string> }
  | { readonly kind: 'between'; readonly low: Bound; readonly high: Bound }

interface Bound {
  readonly at: number
  readonly inclusive: boolean
}

/** What a condition demands of one part of a resource for the condition not to hold. */
export interface Demand {
  /** Equal for equal sub-expressions, wherever they are written. */
  readonly subject: string
  readonly allowed: AllowedValues
}

/** The demands of a condition: each disjunct violates by itself, so each must be false. */
export function demandsOf({ root }: Expression): readonly Demand[] {
  return disjunctsOf(root).map((disjunct) => demandOf(disjunct, false))
}

/** Whether no value at all is allowed by both. Values that are not known to be apart count as compatible. */
export function areDisjoint(left: AllowedValues, right: AllowedValues): boolean {
  if (left.kind === 'between' && right.kind === 'between')
    return isAbove(left.low, right.high) || isAbove(right.low, left.high)
  if (left.kind === 'among') return [...left.values].every((value) => !allows(right, value))
  if (right.kind === 'among') return areDisjoint(right, left)
  return false
}

/** Whether no value at all is allowed by all of them, as far as it can be seen. */
export function areIncompatible(all: readonly AllowedValues[]): boolean {
  const listed = all.find(({ kind }) => kind === 'among')
  if (listed?.kind === 'among') return [...listed.values].every((value) => all.some((one) => !allows(one, value)))
  return all.some((one, index) => all.slice(0, index).some((other) => areDisjoint(one, other)))
}

function disjunctsOf(node: ExpressionNode): readonly ExpressionNode[] {
  return node.kind === 'or' ? node.operands.flatMap(disjunctsOf) : [node]
}

/** What must hold of the subject of `node` for it to be `wanted`. */
export function demandOf(node: ExpressionNode, wanted: boolean): Demand {
  if (node.kind === 'not') return demandOf(node.operand, !wanted)
  if (node.kind === 'compare') return comparisonDemand(node, wanted) ?? truthDemand(node, wanted)
  if (node.kind === 'membership' && node.container.kind === 'list') {
    const values = node.container.elements.map(valueText)
    if (values.every((value) => value !== undefined)) {
      return {
        subject: subjectText(node.element),
        allowed: { kind: wanted ? 'among' : 'except', values: new Set(values) },
      }
    }
  }
  return truthDemand(node, wanted)
}

function truthDemand(node: ExpressionNode, wanted: boolean): Demand {
  return { subject: subjectText(node), allowed: { kind: wanted ? 'among' : 'except', values: new Set(['true']) } }
}

const opposite: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
}
const mirrored: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
}

function comparisonDemand({ operator, left, right }: CompareNode, wanted: boolean): Demand | undefined {
  const [subject, constant, written] =
    right.kind === 'literal' ? [left, right, operator] : [right, left, mirrored[operator]]
  if (constant.kind !== 'literal' || subject.kind === 'literal') return undefined
  const allowed = allowedBy(wanted ? written : opposite[written], constant)
  return allowed && { subject: subjectText(subject), allowed }
}

function allowedBy(operator: ComparisonOperator, constant: LiteralNode): AllowedValues | undefined {
  const value = valueText(constant)
  if (value === undefined) return undefined
  if (operator === '==') return { kind: 'among', values: new Set([value]) }
  if (operator === '!=') return { kind: 'except', values: new Set([value]) }
  const at = Number(value)
  if (value.startsWith('"') || Number.isNaN(at)) return undefined
  const bound = { at, inclusive: operator === '<=' || operator === '>=' }
  const open = (limit: number) => ({ at: limit, inclusive: false })
  return operator.startsWith('<')
    ? { kind: 'between', low: open(Number.NEGATIVE_INFINITY), high: bound }
    : { kind: 'between', low: bound, high: open(Number.POSITIVE_INFINITY) }
}

/** A constant as a text that equal values share: numbers by value, texts in quotes. */
function valueText(node: ExpressionNode): string | undefined {
  if (node.kind !== 'literal') return undefined
  switch (node.value.of) {
    case 'null':
      return 'null'
    case 'bool':
      return String(node.value.value)
    case 'int':
    case 'uint':
    case 'double':
      return String(Number(node.value.value))
    case 'string':
      return JSON.stringify(node.value.value)
    default:
      return undefined
  }
}

function subjectText(node: ExpressionNode): string {
  return JSON.stringify(node, (key, value) => (key === 'range' || key === 'type' ? undefined : value))
}

function allows(allowed: AllowedValues, value: string): boolean {
  if (allowed.kind !== 'between') return allowed.values.has(value) === (allowed.kind === 'among')
  const number = Number(value)
  if (value.startsWith('"') || Number.isNaN(number)) return true
  const exactly = { at: number, inclusive: true }
  return !isAbove(allowed.low, exactly) && !isAbove(exactly, allowed.high)
}

function isAbove(low: Bound, high: Bound): boolean {
  return low.at > high.at || (low.at === high.at && !(low.inclusive && high.inclusive))
}
