import { resolveSchema, type SchemaDocument, type TypeSchema } from '../../core/schema.js'
import { asDocument } from '../reading/rest-answer.js'

/** What is wrong with a value by a schema of a document, each with its path; nothing when it fits. */
export function valueIssues(
  value: unknown,
  schema: TypeSchema,
  { document, path }: { readonly document: Pick<SchemaDocument, 'definitions'>; readonly path: string },
): readonly string[] {
  const root = { type: 'object', properties: {} } as const
  const resolved = resolveSchema(schema, { source: '', root, ...document })
  switch (resolved.type) {
    case 'any':
      return []
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, at) => valueIssues(item, resolved.items, { document, path: `${path}[${at}]` }))
        : [mustBe(path, 'a list', value)]
    case 'map':
    case 'object':
      return memberIssues(value, resolved, { document, path })
    case 'string':
      return textIssues(value, resolved.values, path)
    case 'timestamp':
    case 'duration':
    case 'bytes':
      return typeof value === 'string' ? [] : [mustBe(path, `a text (${resolved.type})`, value)]
    case 'integer':
      return Number.isInteger(value) ? [] : [mustBe(path, 'an integer', value)]
    case 'number':
    case 'boolean':
      return typeof value === resolved.type ? [] : [mustBe(path, `a ${resolved.type}`, value)]
  }
}

function textIssues(value: unknown, allowed: readonly string[] | undefined, path: string): readonly string[] {
  if (typeof value !== 'string') return [mustBe(path, 'a text', value)]
  return allowed && !allowed.includes(value) ? [mustBe(path, `one of ${allowed.join(', ')}`, value)] : []
}

/** A null member is one that a PATCH takes away. */
function memberIssues(
  value: unknown,
  schema: Extract<TypeSchema, { type: 'map' | 'object' }>,
  { document, path }: { readonly document: Pick<SchemaDocument, 'definitions'>; readonly path: string },
): readonly string[] {
  const members = asDocument(value)
  if (members === undefined) return [mustBe(path, 'an object', value)]
  const present = Object.entries(members).filter(([, member]) => member !== null && member !== undefined)
  const issues = present.flatMap(([name, member]) => {
    const memberSchema = schema.type === 'map' ? schema.values : schema.properties[name]
    if (memberSchema) return valueIssues(member, memberSchema, { document, path: `${path}.${name}` })
    return schema.type === 'object' && schema.open ? [] : [`${path}.${name} is unknown`]
  })
  const required = schema.type === 'object' ? (schema.required ?? []) : []
  const missing = required.filter((name) => !present.some(([key]) => key === name))
  return [...issues, ...missing.map((name) => `${path}.${name} is missing`)]
}

function mustBe(path: string, expected: string, value: unknown): string {
  return `${path} must be ${expected}, not ${JSON.stringify(value)}`
}
