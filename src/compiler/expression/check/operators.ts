import type { ExpressionNode } from '../../../core/expression.js'
import { closestName } from '../../suggestion.js'
import type { Syntax, SyntaxOf } from '../syntax.js'
import { pathOf } from '../syntax.js'
import { resolveCall } from './calls.js'
import type { CheckContext, Typed } from './context.js'
import { bool, canBeEqual, describe, dyn, isNumber, isOpen, joinShapes, type Shape, typeOf } from './shapes.js'

/** A part that decides: it must be a boolean. */
export function checkDecision(syntax: Syntax, place: string, context: CheckContext): Typed {
  const typed = context.check(syntax)
  if (typed.shape.kind !== 'bool' && !isOpen(typed.shape)) {
    const path = pathOf(syntax) ?? '…'
    const instead = `ask something of it, for example \`${path} != null\``
    context.report('wrong-operand', { place, expected: 'a boolean', got: describe(typed.shape), instead }, syntax)
  }
  return typed
}

export function checkLogic(syntax: SyntaxOf<'and' | 'or'>, context: CheckContext): Typed {
  const place = syntax.kind === 'and' ? '`&&`' : '`||`'
  const operands = syntax.operands.map((operand) => checkDecision(operand, place, context).node)
  return { node: { kind: syntax.kind, operands, type: { kind: 'bool' }, range: context.range(syntax) }, shape: bool }
}

export function checkNot(syntax: SyntaxOf<'not'>, context: CheckContext): Typed {
  const operand = checkDecision(syntax.operand, '`!`', context).node
  return { node: { kind: 'not', operand, type: { kind: 'bool' }, range: context.range(syntax) }, shape: bool }
}

export function checkConditional(syntax: SyntaxOf<'conditional'>, context: CheckContext): Typed {
  const condition = checkDecision(syntax.condition, '`? :`', context)
  const yes = context.check(syntax.yes)
  const no = context.check(syntax.no)
  const shape = joinShapes([yes.shape, no.shape])
  const node: ExpressionNode = {
    kind: 'conditional',
    condition: condition.node,
    yes: yes.node,
    no: no.node,
    type: typeOf(shape),
    range: context.range(syntax),
  }
  return { node, shape }
}

export function checkCoalesce(syntax: SyntaxOf<'coalesce'>, context: CheckContext): Typed {
  const value = context.check(syntax.value)
  const fallback = context.check(syntax.fallback)
  if (!canBeEqual(value.shape, fallback.shape)) mismatch('??', value, fallback, syntax, context)
  const shape =
    isNumber(value.shape) && isNumber(fallback.shape)
      ? numberShape(value.shape, fallback.shape)
      : joinShapes([value.shape, fallback.shape])
  const range = context.range(syntax)
  return { node: { kind: 'coalesce', value: value.node, fallback: fallback.node, type: typeOf(shape), range }, shape }
}

const orderedKinds = ['string', 'bool', 'bytes', 'timestamp', 'duration']

export function checkCompare(syntax: SyntaxOf<'compare'>, context: CheckContext): Typed {
  const left = context.check(syntax.left)
  const right = context.check(syntax.right)
  const equality = syntax.operator === '==' || syntax.operator === '!='
  if (equality ? !canBeEqual(left.shape, right.shape) : !canBeOrdered(left, right)) {
    mismatch(syntax.operator, left, right, syntax, context)
  } else if (equality) {
    checkListedValue(left.shape, right.node, syntax.right, context)
    checkListedValue(right.shape, left.node, syntax.left, context)
  }
  const node: ExpressionNode = {
    kind: 'compare',
    operator: syntax.operator,
    left: left.node,
    right: right.node,
    type: { kind: 'bool' },
    range: context.range(syntax),
  }
  return { node, shape: bool }
}

function canBeOrdered(left: Typed, right: Typed): boolean {
  if (isNullLiteral(left.node) || isNullLiteral(right.node)) return false
  if (isOpen(left.shape) || isOpen(right.shape)) return true
  if (isNumber(left.shape) && isNumber(right.shape)) return true
  return left.shape.kind === right.shape.kind && orderedKinds.includes(left.shape.kind)
}

function isNullLiteral(node: ExpressionNode): boolean {
  return node.kind === 'literal' && node.value.of === 'null' && node.type.kind === 'null'
}

/** Warns when a text is compared with a property that can only have other values. */
export function checkListedValue(shape: Shape, node: ExpressionNode, syntax: Syntax, context: CheckContext): void {
  if (shape.kind !== 'string' || !shape.values || node.kind !== 'literal' || node.value.of !== 'string') return
  const { value } = node.value
  if (shape.values.includes(value)) return
  const suggestion = closestName(value, shape.values)
  const isPlain = syntax.end - syntax.start === value.length + 2
  const fix = isPlain && suggestion !== undefined ? { ...insideQuotes(syntax), text: suggestion } : undefined
  context.report('unlisted-value', { name: value, values: shape.values, suggestion }, syntax, fix)
}

function insideQuotes({ start, end }: Syntax) {
  return { start: start + 1, end: end - 1 }
}

export function checkArithmetic(syntax: SyntaxOf<'arithmetic'>, context: CheckContext): Typed {
  const left = context.check(syntax.left)
  const right = context.check(syntax.right)
  const result = arithmeticShape(syntax.operator, left.shape, right.shape, context)
  if (!result) mismatch(syntax.operator, left, right, syntax, context)
  const shape = result ?? dyn
  const node: ExpressionNode = {
    kind: 'arithmetic',
    operator: syntax.operator,
    left: left.node,
    right: right.node,
    type: typeOf(shape),
    range: context.range(syntax),
  }
  return { node, shape }
}

const temporalResults: Readonly<Record<string, Shape['kind']>> = {
  'timestamp+duration': 'timestamp',
  'duration+timestamp': 'timestamp',
  'duration+duration': 'duration',
  'timestamp-timestamp': 'duration',
  'timestamp-duration': 'timestamp',
  'duration-duration': 'duration',
}

function arithmeticShape(operator: string, left: Shape, right: Shape, context: CheckContext): Shape | undefined {
  if (isOpen(left) || isOpen(right)) return dyn
  if (isNumber(left) && isNumber(right)) {
    if (context.scope.standard && left.kind !== right.kind) return undefined
    const shape = numberShape(left, right)
    return operator === '%' && shape.kind === 'double' ? undefined : shape
  }
  if (operator === '+' && left.kind === 'list' && right.kind === 'list') return joinShapes([left, right])
  if (operator === '+' && left.kind === right.kind && (left.kind === 'string' || left.kind === 'bytes')) {
    return { kind: left.kind }
  }
  const temporal = temporalResults[`${left.kind}${operator}${right.kind}`]
  return temporal && ({ kind: temporal } as Shape)
}

function numberShape(left: Shape, right: Shape): Shape {
  return left.kind === right.kind ? left : { kind: 'double' }
}

export function checkNegate(syntax: SyntaxOf<'negate'>, context: CheckContext): Typed {
  const operand = context.check(syntax.operand)
  const { shape } = operand
  const negatable = isOpen(shape) || shape.kind === 'int' || shape.kind === 'double' || shape.kind === 'duration'
  if (!negatable) {
    context.report('wrong-operand', { place: '`-`', expected: 'a number', got: describe(shape) }, syntax.operand)
  }
  const result = negatable ? shape : dyn
  return {
    node: { kind: 'negate', operand: operand.node, type: typeOf(result), range: context.range(syntax) },
    shape: result,
  }
}

/** `element in container` */
export function checkMembership(syntax: SyntaxOf<'membership'>, context: CheckContext): Typed {
  return membership(syntax, context.check(syntax.element), context.check(syntax.container), context)
}

/** JavaScript's `includes`: of a text it is `contains`, of a list it is `in`. */
export function checkIncludes(syntax: SyntaxOf<'includes'>, context: CheckContext): Typed {
  const container = context.check(syntax.container)
  const element = context.check(syntax.element)
  if (container.shape.kind !== 'string') return membership(syntax, element, container, context)
  return resolveCall({ name: 'contains', values: [container, element], span: syntax }, context)
}

function membership(
  syntax: SyntaxOf<'membership' | 'includes'>,
  element: Typed,
  container: Typed,
  context: CheckContext,
): Typed {
  const keys = containedShape(container.shape)
  if (!keys) {
    const got = describe(container.shape)
    const place = syntax.kind === 'includes' ? '`includes`' : 'the right side of `in`'
    context.report('wrong-operand', { place, expected: 'a list or a map', got }, syntax.container)
  } else if (!canBeEqual(element.shape, keys)) mismatch('in', element, container, syntax, context)
  else checkListedElements(element.shape, container.node, syntax.container, context)
  const range = context.range(syntax)
  const type = { kind: 'bool' } as const
  return { node: { kind: 'membership', element: element.node, container: container.node, type, range }, shape: bool }
}

function containedShape(container: Shape): Shape | undefined {
  if (container.kind === 'list') return container.items
  if (container.kind === 'map') return container.keys
  if (container.kind === 'object') return { kind: 'string' }
  return isOpen(container) ? dyn : undefined
}

function checkListedElements(shape: Shape, list: ExpressionNode, syntax: Syntax, context: CheckContext): void {
  if (list.kind !== 'list' || syntax.kind !== 'list') return
  list.elements.forEach((element, at) => {
    const part = syntax.elements[at]
    if (part) checkListedValue(shape, element, part, context)
  })
}

const conversions: Readonly<Partial<Record<Shape['kind'], string>>> = {
  timestamp: "write the instant as `timestamp('2024-12-31T00:00:00Z')`",
  duration: "write the span as `duration('7d')`",
  bool: 'compare with `true` or `false`, without quotation marks',
  int: 'write the number without quotation marks, or convert the text with `int(…)`',
  double: 'write the number without quotation marks, or convert the text with `double(…)`',
  list: 'use `in`, `.exists(item, …)` or `size(…)` with lists',
}

function mismatch(operator: string, left: Typed, right: Typed, syntax: Syntax, context: CheckContext): void {
  const instead = conversions[left.shape.kind] ?? conversions[right.shape.kind]
  context.report(
    'type-mismatch',
    { operator, left: describe(left.shape), right: describe(right.shape), instead },
    syntax,
  )
}
