import type { ExpressionNode } from '../../../core/expression.js'
import type { SchemaDocument } from '../../../core/schema.js'
import { closestName } from '../../suggestion.js'
import type { ConditionScope } from '../scope.js'
import { pathOf, type SyntaxOf } from '../syntax.js'
import type { CheckContext, Typed } from './context.js'
import { dyn, type Shape, shapeOfParameter, shapeOfSchema, shapeOfType, text, typeOf } from './shapes.js'

const typeNames = [
  'null_type',
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'list',
  'map',
  'type',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
]

/** The names of a condition's scope. */
export const rootNames = [
  'resource',
  'tags',
  'id',
  'name',
  'account',
  'environment',
  'region',
  'links',
  'metrics',
  'cost',
  'params',
  'now',
] as const

function rootShape(name: string, context: CheckContext): Shape | undefined {
  const { scope } = context
  switch (name) {
    case 'resource':
      return documentShape(scope.schema, scope.resourceType?.name ?? 'resource')
    case 'tags':
      return { kind: 'map', keys: text, values: text }
    case 'id':
    case 'name':
    case 'account':
    case 'environment':
    case 'region':
      return text
    case 'cost':
      return { kind: 'double' }
    case 'now':
      return { kind: 'timestamp' }
    case 'params':
      return { kind: 'map', keys: text, values: dyn }
    case 'event':
      return scope.event && shapeOfSchema(scope.event, scope.schema ?? emptyDocument, 'event')
    default:
      return namedShape(name, scope.names)
  }
}

function namedShape(name: string, names: ConditionScope['names'] = {}): Shape | undefined {
  const named = Object.hasOwn(names, name) ? names[name] : undefined
  return named && shapeOfSchema(named.schema, named.document, name)
}

const emptyDocument: SchemaDocument = { source: '', root: { type: 'object', properties: {} }, definitions: {} }

function documentShape(schema: SchemaDocument | undefined, name: string): Shape {
  return schema ? { kind: 'object', name, schema: schema.root, document: schema } : dyn
}

/** A name: of a macro or `let` around it, of the scope, or of a type. */
export function checkIdentifier(syntax: SyntaxOf<'identifier'>, context: CheckContext): Typed {
  const local = syntax.absolute ? undefined : context.locals.get(syntax.name)
  if (local) return variable('local', syntax.name, local, syntax, context)
  if (context.scope.standard) return checkStandardName(syntax.name, syntax, context)
  if (syntax.name === 'links' || syntax.name === 'metrics') return checkIncompletePath(syntax, context)
  const shape = rootShape(syntax.name, context)
  if (shape) return variable('root', syntax.name, shape, syntax, context)
  return typeName(syntax.name, syntax, context) ?? unknownName(syntax.name, syntax, context)
}

function variable(
  scope: 'root' | 'local',
  name: string,
  shape: Shape,
  span: SyntaxOf<'identifier' | 'select'>,
  context: CheckContext,
): Typed {
  const node: ExpressionNode = { kind: 'variable', scope, name, type: typeOf(shape), range: context.range(span) }
  return { node, shape }
}

function typeName(name: string, span: SyntaxOf<'identifier' | 'select'>, context: CheckContext): Typed | undefined {
  if (!typeNames.includes(name)) return undefined
  const type = { kind: 'type' } as const
  return { node: { kind: 'literal', value: { of: 'type', name }, type, range: context.range(span) }, shape: type }
}

function unknownName(name: string, span: SyntaxOf<'identifier' | 'select'>, context: CheckContext): Typed {
  const standard = context.scope.standard
  const known = [...context.locals.keys(), ...(standard ? Object.keys(standard.variables) : rootNames)]
  if (context.scope.event) known.push('event')
  known.push(...Object.keys(context.scope.names ?? {}))
  const suggestion = closestName(name, known)
  context.report('unknown-variable', { name, suggestion, known }, span, suggestion)
  return context.unknown(span)
}

function checkIncompletePath(syntax: SyntaxOf<'identifier'>, context: CheckContext): Typed {
  const example = syntax.name === 'links' ? '`links.<name>`' : "`metrics.<name>.max('7d')`"
  context.report(
    'wrong-operand',
    { place: `\`${syntax.name}\``, expected: 'a name after it', got: 'alone', instead: `write ${example}` },
    syntax,
  )
  return context.unknown(syntax)
}

/** CEL's name resolution: the innermost container that has the variable wins, then types. */
function checkStandardName(name: string, syntax: SyntaxOf<'identifier' | 'select'>, context: CheckContext): Typed {
  return (
    standardVariable(name, syntax, context) ?? typeName(name, syntax, context) ?? unknownName(name, syntax, context)
  )
}

function standardVariable(
  name: string,
  syntax: SyntaxOf<'identifier' | 'select'>,
  context: CheckContext,
): Typed | undefined {
  const { standard } = context.scope
  if (!standard) return undefined
  const containers = startsAbsolute(syntax) ? [] : standard.container.split('.').filter(Boolean)
  for (let length = containers.length; length >= 0; length--) {
    const qualified = [...containers.slice(0, length), name].join('.')
    const type = Object.hasOwn(standard.variables, qualified) ? standard.variables[qualified] : undefined
    if (type) return variable('root', qualified, shapeOfType(type), syntax, context)
  }
  return undefined
}

function startsAbsolute(syntax: SyntaxOf<'identifier' | 'select'>): boolean {
  if (syntax.kind === 'identifier') return syntax.absolute === true
  const { operand } = syntax
  return operand.kind === 'identifier' || operand.kind === 'select' ? startsAbsolute(operand as never) : false
}

/** A path that is one name rather than a property of something: `params.x`, `links.x`, a qualified variable. */
export function checkQualifiedName(syntax: SyntaxOf<'select'>, context: CheckContext): Typed | undefined {
  const path = pathOf(syntax)
  const root = path?.split('.')[0]
  if (path === undefined || root === undefined || context.locals.has(root)) return undefined
  if (context.scope.standard) return standardVariable(path, syntax, context) ?? typeName(path, syntax, context)
  if (path === `params.${syntax.field}`) return checkParameter(syntax, context)
  if (path === `links.${syntax.field}`) return checkLink(syntax, context)
  if (path === `metrics.${syntax.field}`) return checkBareMetric(syntax, context)
  return typeName(path, syntax, context)
}

function checkParameter(syntax: SyntaxOf<'select'>, context: CheckContext): Typed {
  const { params } = context.scope
  const value = Object.hasOwn(params, syntax.field) ? params[syntax.field] : undefined
  if (value === undefined) {
    const suggestion = closestName(syntax.field, Object.keys(params))
    context.report('unknown-parameter', { name: syntax.field, suggestion }, syntax.fieldSpan, suggestion)
    return context.unknown(syntax)
  }
  const shape = shapeOfParameter(value)
  return { node: { kind: 'parameter', name: syntax.field, type: typeOf(shape), range: context.range(syntax) }, shape }
}

function checkLink(syntax: SyntaxOf<'select'>, context: CheckContext): Typed {
  const { resourceType, linked } = context.scope
  const links = resourceType?.links ?? {}
  if (!Object.hasOwn(links, syntax.field)) {
    const suggestion = closestName(syntax.field, Object.keys(links))
    const owner = resourceType?.name ?? 'resource'
    context.report('unknown-link', { name: syntax.field, owner, suggestion }, syntax.fieldSpan, suggestion)
    return context.unknown(syntax)
  }
  const name = links[syntax.field]?.type ?? syntax.field
  const shape: Shape = { kind: 'list', items: documentShape(linked.get(syntax.field), name) }
  return { node: { kind: 'link', name: syntax.field, type: typeOf(shape), range: context.range(syntax) }, shape }
}

function checkBareMetric(syntax: SyntaxOf<'select'>, context: CheckContext): Typed {
  context.report('unknown-statistic', { name: '' }, syntax.fieldSpan)
  return context.unknown(syntax)
}
