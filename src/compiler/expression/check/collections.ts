import type { ExpressionNode } from '../../../core/expression.js'
import type { SyntaxOf } from '../syntax.js'
import type { CheckContext, Typed } from './context.js'
import { checkDecision } from './operators.js'
import { bool, describe, dyn, isOpen, joinShapes, type Shape, text, typeOf } from './shapes.js'

export function checkList(syntax: SyntaxOf<'list'>, context: CheckContext): Typed {
  const elements = syntax.elements.map(context.check)
  const shape: Shape = { kind: 'list', items: joinShapes(elements.map((element) => element.shape)) }
  const node: ExpressionNode = {
    kind: 'list',
    elements: elements.map((element) => element.node),
    type: typeOf(shape),
    range: context.range(syntax),
  }
  return { node, shape }
}

export function checkMap(syntax: SyntaxOf<'map'>, context: CheckContext): Typed {
  const entries = syntax.entries.map(({ key, value }) => ({ key: context.check(key), value: context.check(value) }))
  const shape: Shape = {
    kind: 'map',
    keys: joinShapes(entries.map(({ key }) => key.shape)),
    values: joinShapes(entries.map(({ value }) => value.shape)),
  }
  const node: ExpressionNode = {
    kind: 'map',
    entries: entries.map(({ key, value }) => ({ key: key.node, value: value.node })),
    type: typeOf(shape),
    range: context.range(syntax),
  }
  return { node, shape }
}

function elementShape(operand: Typed, syntax: SyntaxOf<'comprehension'>, context: CheckContext): Shape {
  const { shape } = operand
  if (shape.kind === 'list') return shape.items
  if (shape.kind === 'map') return shape.keys
  if (shape.kind === 'object') return text
  if (!isOpen(shape)) {
    const place = `\`${syntax.macro}\``
    context.report('wrong-operand', { place, expected: 'a list or a map', got: describe(shape) }, syntax.operand)
  }
  return dyn
}

/** `all`, `exists`, `exists_one`, `filter` and `map`. */
export function checkComprehension(syntax: SyntaxOf<'comprehension'>, context: CheckContext): Typed {
  const { macro, variable } = syntax
  const operand = context.check(syntax.operand)
  const element = elementShape(operand, syntax, context)
  const inner = context.with(variable, element)
  const place = `the condition of \`${macro}\``
  const where = syntax.where && checkDecision(syntax.where, place, inner)
  const body = macro === 'map' ? inner.check(syntax.body) : checkDecision(syntax.body, place, inner)
  const shape = comprehensionShape(macro, element, body.shape)
  const node: ExpressionNode = {
    kind: 'comprehension',
    macro,
    operand: operand.node,
    variable,
    ...(where ? { where: where.node } : {}),
    body: body.node,
    type: typeOf(shape),
    range: context.range(syntax),
  }
  return { node, shape }
}

function comprehensionShape(macro: string, element: Shape, body: Shape): Shape {
  if (macro === 'filter') return { kind: 'list', items: element }
  if (macro === 'map') return { kind: 'list', items: body.kind === 'null' ? dyn : body }
  return bool
}

/** `const name = value` in front of an expression. */
export function checkLet(syntax: SyntaxOf<'let'>, context: CheckContext): Typed {
  const value = context.check(syntax.value)
  const body = context.with(syntax.name, value.shape).check(syntax.body)
  const { shape } = body
  const range = context.range(syntax)
  const node: ExpressionNode = {
    kind: 'let',
    name: syntax.name,
    value: value.node,
    body: body.node,
    type: typeOf(shape),
    range,
  }
  return { node, shape }
}
