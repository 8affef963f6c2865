import type { Diagnostic } from '../../core/diagnostics.js'
import { resolveSchema, type SchemaDocument, type TypeSchema } from '../../core/schema.js'
import { describeValue } from '../schema/describe-value.js'
import { type LocatedMapping, type LocatedValue, rangeOf } from '../source/located-value.js'
import { replacement } from '../source/replacement.js'
import { closestName } from '../suggestion.js'
import { policyDiagnostics } from './diagnostics.js'

/** Compares an example's document with the schema of its type, and reports every difference. */
export function checkDocument(document: LocatedValue, schema: SchemaDocument, type: string): readonly Diagnostic[] {
  return checkValue(document, schema.root, { schema, type, name: type })
}

interface DocumentContext {
  readonly schema: SchemaDocument
  /** What the innermost object is called. */
  readonly type: string
  /** The property that the value belongs to. */
  readonly name: string
}

function checkValue(value: LocatedValue, expected: TypeSchema, context: DocumentContext): readonly Diagnostic[] {
  const schema = resolveSchema(expected, context.schema)
  if (schema.type === 'any' || value.kind === 'unreadable' || (value.kind === 'scalar' && value.value === null))
    return []
  if (!fits(value, schema.type)) {
    const parameters = { name: context.name, expected: typeWords[schema.type], found: describeValue(value) }
    return [policyDiagnostics.report('test-wrong-type', parameters, { range: rangeOf(value) })]
  }
  if (schema.type === 'list' && value.kind === 'list') {
    return value.items.flatMap((item) => checkValue(item, schema.items, context))
  }
  if (value.kind !== 'mapping') return []
  if (schema.type === 'map') return value.entries.flatMap((entry) => checkValue(entry.value, schema.values, context))
  if (schema.type === 'object') return checkObject(value, schema, context)
  return []
}

function checkObject(
  value: LocatedMapping,
  schema: Extract<TypeSchema, { type: 'object' }>,
  context: DocumentContext,
): readonly Diagnostic[] {
  return value.entries.flatMap(({ key, keySpan, value: member }) => {
    const property = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
    if (property) {
      const type = context.name === context.type ? key : `${context.type}.${key}`
      return checkValue(member, property, { ...context, type, name: type })
    }
    if (schema.open) return []
    const suggestion = closestName(key, Object.keys(schema.properties))
    const range = rangeOf(keySpan)
    const fix = replacement(keySpan, suggestion, 'key')
    const parameters = { name: key, type: context.type, suggestion }
    return [policyDiagnostics.report('test-unknown-property', parameters, { range, fix })]
  })
}

type SchemaType = Exclude<TypeSchema['type'], 'reference'>

const typeWords: Readonly<Record<SchemaType, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  timestamp: 'an instant such as `2026-01-31T12:00:00Z`',
  duration: 'a duration',
  bytes: 'a base64 text',
  any: 'anything',
  list: 'a list',
  map: 'a mapping',
  object: 'a mapping',
}

function fits(value: LocatedValue, type: SchemaType): boolean {
  if (type === 'list') return value.kind === 'list'
  if (type === 'map' || type === 'object') return value.kind === 'mapping'
  if (value.kind !== 'scalar') return false
  switch (type) {
    case 'integer':
      return Number.isInteger(value.value)
    case 'number':
      return typeof value.value === 'number'
    case 'boolean':
      return typeof value.value === 'boolean'
    case 'timestamp':
      return typeof value.value === 'string' && !Number.isNaN(Date.parse(value.value))
    case 'duration':
      return typeof value.value === 'string' || typeof value.value === 'number'
    default:
      return typeof value.value === 'string'
  }
}
