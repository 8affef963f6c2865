/**
 * The shape of a value in a resource document. Generated from the vendors' own descriptions, kept as JSON.
 * Every property may be absent unless `required` names it; an absent one reads as null.
 */
export type TypeSchema =
  | { readonly type: 'string'; readonly values?: readonly string[]; readonly doc?: string }
  | {
      readonly type: 'integer' | 'number' | 'boolean' | 'timestamp' | 'duration' | 'bytes' | 'any'
      readonly doc?: string
    }
  | { readonly type: 'list'; readonly items: TypeSchema; readonly doc?: string }
  | { readonly type: 'map'; readonly values: TypeSchema; readonly doc?: string }
  | ObjectSchema
  | { readonly type: 'reference'; readonly name: string; readonly doc?: string }

/** An object with known properties. `open` objects may hold others too, which then read as `any`. */
export interface ObjectSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, TypeSchema>>
  readonly open?: boolean
  /** Properties that must be there, in the input of a call; documents that are read may lack any. */
  readonly required?: readonly string[]
  readonly doc?: string
}

/**
 * The schema of one resource type: `root` describes the document that conditions call `resource`,
 * `definitions` holds what `reference` names (shared or recursive shapes). `source` says what it was made from.
 * Timestamps are ISO 8601 texts in documents, `bytes` base64 texts.
 */
export interface SchemaDocument {
  readonly source: string
  readonly root: ObjectSchema
  readonly definitions: Readonly<Record<string, TypeSchema>>
}

/** The schema that a `reference` stands for, or the schema itself. An unknown name is `any`. */
export function resolveSchema(
  schema: TypeSchema,
  document: SchemaDocument,
): Exclude<TypeSchema, { type: 'reference' }> {
  let current = schema
  for (let depth = 0; current.type === 'reference' && depth < 32; depth++) {
    current = document.definitions[current.name] ?? { type: 'any' }
  }
  return current.type === 'reference' ? { type: 'any' } : current
}
