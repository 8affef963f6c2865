import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ResourceType } from '../../core/resource-type.js'
import { resolveSchema, type SchemaDocument, type TypeSchema } from '../../core/schema.js'

/** A cloud's registry of types, and what a test says of it. */
export interface TestedRegistry {
  /** The first part of its types' names. */
  readonly cloud: string
  /** The folder below which each type has one of its own. */
  readonly folder: string
  readonly types: readonly ResourceType[]
  /** Types of properties as the vendor sends them: type, path, expected type. */
  readonly wireNames: readonly (readonly [type: string, path: string, expected: string])[]
}

/** Folders below one that hold a file, as the names of the types in them. */
export function typesWithFile({ cloud, folder }: Pick<TestedRegistry, 'cloud' | 'folder'>, file: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(`/${file}`))
    .map((path) => `${cloud}.${dirname(path).split('/').join('.')}`)
    .sort()
}

/** The schema at a path of names; `[]` enters a list. */
export function schemaAt(document: SchemaDocument, path: string): TypeSchema | undefined {
  return path.split('.').reduce<TypeSchema | undefined>((schema, step) => {
    const parent = schema && resolveSchema(schema, document)
    const member = parent?.type === 'object' ? parent.properties[step.replace('[]', '')] : undefined
    const resolved = member && resolveSchema(member, document)
    return step.endsWith('[]') && resolved?.type === 'list' ? resolved.items : resolved
  }, document.root)
}

/** What holds of the registry of any cloud whose types are named alike. */
export function describeRegistry(registry: TestedRegistry): void {
  const { cloud, types, wireNames } = registry

  describe(`the registry of ${cloud}`, () => {
    it('lists every folder that has a definition', () => {
      expect(types.map(({ name }) => name).sort()).toEqual(typesWithFile(registry, 'definition.ts'))
    })

    it.each(types)('$name has a schema for its aspects and links', async (type) => {
      const schema = await type.schema()
      const paths = [...Object.keys(type.aspects), ...Object.values(type.links).flatMap(({ path }) => path ?? [])]
      expect(paths.filter((path) => schemaAt(schema, path) === undefined)).toEqual([])
    })

    it.each(types)('$name links only to registered types', (type) => {
      const targets = Object.values(type.links).map((link) => link.type)
      expect(targets.filter((target) => !types.some(({ name }) => name === target))).toEqual([])
    })

    it.each(wireNames)('%s keeps the wire name %s', async (name, path, expected) => {
      const schema = await types.find((candidate) => candidate.name === name)?.schema()
      expect(schema && schemaAt(schema, path)?.type).toBe(expected)
    })
  })
}
