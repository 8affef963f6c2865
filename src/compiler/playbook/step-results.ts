import type { ObjectSchema, SchemaDocument, TypeSchema } from '../../core/schema.js'
import type { NamedShape } from '../expression/index.js'

/** What a step leaves for later ones under `steps.<name>`: resources that a query found, or that an operation made. */
export interface StepResult {
  readonly form: 'found' | 'made'
  /** The type of the resources. */
  readonly type: string
  /** The shape of their documents. */
  readonly shape: NamedShape
}

/** The shape of `steps`: what the steps so far leave, by name. */
export function shapeOfResults(results: ReadonlyMap<string, StepResult>): NamedShape {
  const properties: Record<string, TypeSchema> = {}
  const definitions: Record<string, TypeSchema> = {}
  for (const [name, { form, type, shape }] of results) {
    for (const [key, schema] of Object.entries(shape.document.definitions)) {
      definitions[`${type}/${key}`] ??= within(type, schema)
    }
    const list: TypeSchema = { type: 'list', items: within(type, shape.schema) }
    properties[name] = form === 'found' ? list : { type: 'object', properties: { created: list } }
  }
  const root: ObjectSchema = { type: 'object', properties }
  const document: SchemaDocument = { source: '', root, definitions }
  return { schema: root, document }
}

/** A schema whose references are named after its type, so that it can stand beside those of other types. */
function within(type: string, schema: TypeSchema): TypeSchema {
  switch (schema.type) {
    case 'reference':
      return { ...schema, name: `${type}/${schema.name}` }
    case 'list':
      return { ...schema, items: within(type, schema.items) }
    case 'map':
      return { ...schema, values: within(type, schema.values) }
    case 'object': {
      const members = Object.entries(schema.properties).map(([name, member]) => [name, within(type, member)] as const)
      return { ...schema, properties: Object.fromEntries(members) }
    }
    default:
      return schema
  }
}
