import type { ObjectSchema, SchemaDocument, TypeSchema } from '../src/core/schema.js'

/** The schema that an example document has. */
export function schemaOf(document: Readonly<Record<string, unknown>>): SchemaDocument {
  return { source: 'bench', root: objectSchema(document), definitions: {} }
}

function objectSchema(value: object): ObjectSchema {
  const properties = Object.entries(value).map(([name, member]) => [name, typeSchema(member)] as const)
  return { type: 'object', properties: Object.fromEntries(properties) }
}

function typeSchema(value: unknown): TypeSchema {
  if (Array.isArray(value)) return { type: 'list', items: typeSchema(value[0]) }
  if (typeof value === 'string') return { type: 'string' }
  if (typeof value === 'number') return { type: 'integer' }
  if (typeof value === 'boolean') return { type: 'boolean' }
  return value === null || value === undefined ? { type: 'any' } : objectSchema(value)
}
