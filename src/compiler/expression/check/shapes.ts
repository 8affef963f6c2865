import type { ValueType } from '../../../core/expression.js'
import { functionSchemas, type SignatureType } from '../../../core/functions/index.js'
import type { ParameterValue } from '../../../core/policy.js'
import { type ObjectSchema, resolveSchema, type SchemaDocument, type TypeSchema } from '../../../core/schema.js'

/** A static type as the checker knows it: objects with their schema, texts with their listed values. */
export type Shape =
  | { readonly kind: Exclude<ValueType['kind'], 'list' | 'map' | 'object' | 'string'> }
  | { readonly kind: 'string'; readonly values?: readonly string[] }
  | { readonly kind: 'list'; readonly items: Shape }
  | { readonly kind: 'map'; readonly keys: Shape; readonly values: Shape }
  | { readonly kind: 'object'; readonly name: string; readonly schema: ObjectSchema; readonly document: SchemaDocument }

export const dyn: Shape = { kind: 'dyn' }
export const bool: Shape = { kind: 'bool' }
export const text: Shape = { kind: 'string' }

/** What the expression node keeps of a shape. */
export function typeOf(shape: Shape): ValueType {
  switch (shape.kind) {
    case 'list':
      return { kind: 'list', items: typeOf(shape.items) }
    case 'map':
      return { kind: 'map', keys: typeOf(shape.keys), values: typeOf(shape.values) }
    case 'object':
      return { kind: 'object', name: shape.name }
    default:
      return { kind: shape.kind }
  }
}

/** The shape of a declared variable's type. */
export function shapeOfType(type: ValueType | SignatureType): Shape {
  switch (type.kind) {
    case 'list':
      return { kind: 'list', items: shapeOfType(type.items) }
    case 'map':
      return { kind: 'map', keys: shapeOfType(type.keys), values: shapeOfType(type.values) }
    case 'object': {
      const schema = functionSchemas[type.name]
      if (!schema) return dyn
      return { kind: 'object', name: type.name, schema, document: { source: '', root: schema, definitions: {} } }
    }
    case 'variable':
      return dyn
    default:
      return { kind: type.kind }
  }
}

const nestingLimit = 16

/** The shape that a schema describes; `name` is what messages call it if it is an object. */
export function shapeOfSchema(schema: TypeSchema, document: SchemaDocument, name: string, nesting = 0): Shape {
  if (nesting > nestingLimit) return dyn
  const resolved = resolveSchema(schema, document)
  const inner = (part: TypeSchema) => shapeOfSchema(part, document, `${name}[]`, nesting + 1)
  switch (resolved.type) {
    case 'integer':
      return { kind: 'int' }
    case 'number':
      return { kind: 'double' }
    case 'boolean':
      return bool
    case 'any':
      return dyn
    case 'string':
      return resolved.values ? { kind: 'string', values: resolved.values } : text
    case 'list':
      return { kind: 'list', items: inner(resolved.items) }
    case 'map':
      return { kind: 'map', keys: text, values: inner(resolved.values) }
    case 'object':
      return { kind: 'object', name, schema: resolved, document }
    default:
      return { kind: resolved.type }
  }
}

/** The shape that a parameter's default gives it. Numbers may be overridden by fractions, so they are doubles. */
export function shapeOfParameter(value: ParameterValue): Shape {
  if (value === null) return dyn
  if (typeof value === 'boolean') return bool
  if (typeof value === 'number') return { kind: 'double' }
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return { kind: 'list', items: joinShapes(value.map(shapeOfParameter)) }
  return { kind: 'map', keys: text, values: joinShapes(Object.values(value).map(shapeOfParameter)) }
}

/** The one shape that all of them have, or `dyn`. Nulls fit everything. */
export function joinShapes(shapes: readonly Shape[]): Shape {
  const [first, ...rest] = shapes.filter((shape) => shape.kind !== 'null')
  if (!first) return dyn
  return rest.every((shape) => sameShape(first, shape)) ? withoutValues(first) : dyn
}

function withoutValues(shape: Shape): Shape {
  return shape.kind === 'string' ? text : shape
}

function sameShape(left: Shape, right: Shape): boolean {
  if (left.kind === 'list' && right.kind === 'list') return sameShape(left.items, right.items)
  if (left.kind === 'map' && right.kind === 'map') {
    return sameShape(left.keys, right.keys) && sameShape(left.values, right.values)
  }
  if (left.kind === 'object' && right.kind === 'object') return left.schema === right.schema
  return left.kind === right.kind
}

export function isNumber(shape: Shape): boolean {
  return shape.kind === 'int' || shape.kind === 'uint' || shape.kind === 'double'
}

/** True when nothing is known of the value before evaluation. */
export function isOpen(shape: Shape): boolean {
  return shape.kind === 'dyn' || shape.kind === 'null'
}

/** True when values of the two shapes can be equal. */
export function canBeEqual(left: Shape, right: Shape): boolean {
  if (isOpen(left) || isOpen(right)) return true
  if (isNumber(left) && isNumber(right)) return true
  if (left.kind === 'list' && right.kind === 'list') return canBeEqual(left.items, right.items)
  if (left.kind === 'map' && right.kind === 'map') return canBeEqual(left.values, right.values)
  const structured = (shape: Shape) => shape.kind === 'map' || shape.kind === 'object'
  return left.kind === right.kind || (structured(left) && structured(right))
}

const articles: Readonly<Partial<Record<Shape['kind'], string>>> = {
  null: 'null',
  bool: 'a boolean',
  int: 'a whole number',
  uint: 'an unsigned number',
  double: 'a number',
  string: 'a text',
  bytes: 'bytes',
  timestamp: 'a timestamp',
  duration: 'a duration',
  type: 'a type',
  dyn: 'a value of any type',
  map: 'a map',
}

/** A shape as messages name it: `a text`, `a list of whole numbers`. */
export function describe(shape: Shape): string {
  if (shape.kind === 'object') return `an object (\`${shape.name}\`)`
  if (shape.kind === 'list')
    return isOpen(shape.items) ? 'a list' : `a list whose elements are each ${describe(shape.items)}`
  return articles[shape.kind] ?? shape.kind
}
