import type * as z from 'zod/v4/core'

/** The keys that a schema knows at a path; for unions, those of all their members. */
export function keysAt(schema: z.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let current = [schema]
  for (const step of path) current = current.flatMap(unwrap).flatMap((one) => childSchemas(one, step))
  return current.flatMap(unwrap).flatMap((one) => {
    const { def } = (one as z.$ZodTypes)._zod
    return def.type === 'object' ? Object.keys(def.shape) : []
  })
}

/** The description of a schema at a path, as editors show it. */
export function descriptionAt(
  schema: z.$ZodType,
  path: readonly PropertyKey[],
  describe: (schema: z.$ZodType) => string | undefined,
): string | undefined {
  let current = [schema]
  for (const step of path) current = current.flatMap(unwrap).flatMap((one) => childSchemas(one, step))
  return current.map(describe).find((description) => description !== undefined)
}

/** A schema without what makes it optional or lazy; a union gives its members. */
function unwrap(schema: z.$ZodType): readonly z.$ZodType[] {
  const { def } = (schema as z.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return unwrap(def.innerType)
    case 'lazy':
      return unwrap(def.getter())
    case 'union':
      return def.options.flatMap(unwrap)
    default:
      return [schema]
  }
}

function childSchemas(schema: z.$ZodType, step: PropertyKey): readonly z.$ZodType[] {
  const { def } = (schema as z.$ZodTypes)._zod
  if (def.type === 'array') return [def.element]
  if (def.type === 'record') return [def.valueType]
  const child = def.type === 'object' ? def.shape[String(step)] : undefined
  return child ? [child] : []
}
