import { writeFileSync } from 'node:fs'
import type { SchemaDocument, TypeSchema } from '../../../src/core/schema.js'

/** Writes a schema with sorted keys, one property a line, leaving out definitions that nothing refers to. */
export function writeSchema(path: string, document: SchemaDocument): void {
  writeSorted(path, { ...document, definitions: usedDefinitions([document.root], document.definitions) })
}

/** Writes JSON with sorted keys, one property a line. */
export function writeSorted(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(sorted(value), null, 1)}\n`)
}

/** Puts `doc` into a schema when there is one. */
export function documented(schema: TypeSchema, doc: string | undefined): TypeSchema {
  return doc === undefined ? schema : { ...schema, doc }
}

/** The definitions that schemas refer to, themselves or through one another. */
export function usedDefinitions(
  roots: readonly TypeSchema[],
  definitions: SchemaDocument['definitions'],
): SchemaDocument['definitions'] {
  const used = new Set<string>()
  const pending: TypeSchema[] = [...roots]
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (schema.type === 'list') pending.push(schema.items)
    if (schema.type === 'map') pending.push(schema.values)
    if (schema.type === 'object') pending.push(...Object.values(schema.properties))
    if (schema.type === 'reference' && !used.has(schema.name)) {
      used.add(schema.name)
      const target = definitions[schema.name]
      if (target !== undefined) pending.push(target)
    }
  }
  return Object.fromEntries(Object.entries(definitions).filter(([name]) => used.has(name)))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]))
}
