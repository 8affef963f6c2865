import type { ExpressionNode } from '../../../core/expression.js'
import { closestName } from '../../suggestion.js'
import type { Span, Syntax, SyntaxOf } from '../syntax.js'
import type { CheckContext, Typed } from './context.js'
import { checkQualifiedName } from './names.js'
import { describe, dyn, isNumber, isOpen, type Shape, shapeOfSchema, typeOf } from './shapes.js'

/** `operand.field` */
export function checkSelect(syntax: SyntaxOf<'select'>, context: CheckContext): Typed {
  const named = checkQualifiedName(syntax as SyntaxOf<'select'>, context)
  if (named) return named
  const operand = context.check(syntax.operand)
  const shape = propertyShape(operand.shape, syntax.field, syntax.fieldSpan, context)
  const node: ExpressionNode = {
    kind: 'select',
    operand: operand.node,
    field: syntax.field,
    type: typeOf(shape),
    range: context.range(syntax),
  }
  return { node, shape }
}

/** `has(operand.field)` */
export function checkHas(syntax: SyntaxOf<'has'>, context: CheckContext): Typed {
  const operand = context.check(syntax.operand)
  propertyShape(operand.shape, syntax.field, syntax.fieldSpan, context)
  const shape: Shape = { kind: 'bool' }
  const range = context.range(syntax)
  return { node: { kind: 'has', operand: operand.node, field: syntax.field, type: shape, range }, shape }
}

function propertyShape(owner: Shape, field: string, span: Span, context: CheckContext): Shape {
  if (owner.kind === 'object') return objectProperty(owner, field, span, context)
  if (owner.kind === 'map') return owner.values
  if (isOpen(owner)) return dyn
  const instead =
    owner.kind === 'list'
      ? `ask of its elements: \`list.exists(item, item.${field} == …)\``
      : 'only objects and maps have properties'
  context.report(
    'wrong-operand',
    { place: `\`.${field}\``, expected: 'an object', got: describe(owner), instead },
    span,
  )
  return dyn
}

function objectProperty(owner: Shape & { kind: 'object' }, field: string, span: Span, context: CheckContext): Shape {
  const { schema, document, name } = owner
  const property = Object.hasOwn(schema.properties, field) ? schema.properties[field] : undefined
  if (property) {
    const owned = property.type === 'reference' ? property.name : `${name}.${field}`
    return shapeOfSchema(property, document, owned)
  }
  if (schema.open) return dyn
  const suggestion = closestName(field, Object.keys(schema.properties))
  context.report('unknown-property', { name: field, owner: name, suggestion }, span, suggestion)
  return dyn
}

/** `operand[index]` */
export function checkIndex(syntax: SyntaxOf<'index'>, context: CheckContext): Typed {
  const operand = context.check(syntax.operand)
  const index = context.check(syntax.index)
  const shape = elementShape(operand.shape, index, syntax.index, context)
  const node: ExpressionNode = {
    kind: 'index',
    operand: operand.node,
    index: index.node,
    type: typeOf(shape),
    range: context.range(syntax),
  }
  return { node, shape }
}

function elementShape(owner: Shape, index: Typed, span: Syntax, context: CheckContext): Shape {
  if (owner.kind === 'list') {
    if (!isNumber(index.shape)) needs('an index of a list', 'a whole number', index.shape, span, context)
    return owner.items
  }
  if (owner.kind === 'map') {
    const fits = isOpen(owner.keys) || isOpen(index.shape) || owner.keys.kind === index.shape.kind
    const numbers = isNumber(owner.keys) && isNumber(index.shape)
    if (!fits && !numbers) needs('a key of this map', describe(owner.keys), index.shape, span, context)
    return owner.values
  }
  if (owner.kind === 'object') {
    if (index.node.kind === 'literal' && index.node.value.of === 'string') {
      return objectProperty(owner, index.node.value.value, span, context)
    }
    if (index.shape.kind !== 'string') needs('a property of an object', 'a text', index.shape, span, context)
    return dyn
  }
  if (!isOpen(owner)) needs('`[…]`', 'a list or a map', owner, span, context)
  return dyn
}

function needs(place: string, expected: string, got: Shape, span: Span, context: CheckContext): void {
  if (!isOpen(got)) context.report('wrong-operand', { place, expected, got: describe(got) }, span)
}
