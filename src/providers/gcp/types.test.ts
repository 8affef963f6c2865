import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveSchema, type SchemaDocument, type TypeSchema } from '../../core/schema.js'
import { gcpTypes } from './types.js'

const folders = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('definition.ts'))
  .map((path) => dirname(path).split('/').join('.'))

/** The schema at a path of names; `[]` enters a list. */
function schemaAt(document: SchemaDocument, path: string): TypeSchema | undefined {
  return path.split('.').reduce<TypeSchema | undefined>((schema, step) => {
    const parent = schema && resolveSchema(schema, document)
    const member = parent?.type === 'object' ? parent.properties[step.replace('[]', '')] : undefined
    const resolved = member && resolveSchema(member, document)
    return step.endsWith('[]') && resolved?.type === 'list' ? resolved.items : resolved
  }, document.root)
}

describe('the GCP registry', () => {
  it('lists every folder that has a definition', () => {
    expect(gcpTypes.map(({ name }) => name.replace('gcp.', '')).sort()).toEqual(folders.sort())
  })

  it.each(gcpTypes)('$name has a schema for its aspects and links', async (type) => {
    const schema = await type.schema()
    const paths = [...Object.keys(type.aspects), ...Object.values(type.links).flatMap(({ path }) => path ?? [])]
    expect(paths.filter((path) => schemaAt(schema, path) === undefined)).toEqual([])
  })

  it.each(gcpTypes)('$name links only to registered types', (type) => {
    const targets = Object.values(type.links).map((link) => link.type)
    expect(targets.filter((target) => !gcpTypes.some(({ name }) => name === target))).toEqual([])
  })

  it.each([
    ['gcp.storage.bucket', 'iamPolicy.bindings[].members', 'list'],
    ['gcp.storage.bucket', 'iamConfiguration.uniformBucketLevelAccess.enabled', 'boolean'],
    ['gcp.compute.firewall', 'allowed[].IPProtocol', 'string'],
    ['gcp.compute.disk', 'sizeGb', 'string'],
    ['gcp.compute.disk', 'lastDetachTimestamp', 'timestamp'],
    ['gcp.compute.instance', 'serviceAccounts[].scopes', 'list'],
  ])('%s keeps the wire name %s', async (name, path, expected) => {
    const type = gcpTypes.find((candidate) => candidate.name === name)
    const schema = await type?.schema()
    expect(schema && schemaAt(schema, path)?.type).toBe(expected)
  })
})
