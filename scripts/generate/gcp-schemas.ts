import { fileURLToPath } from 'node:url'
import type { SchemaDocument, TypeSchema } from '../../src/core/schema.js'
import type { GcpResourceType } from '../../src/providers/gcp/description.js'
import { gcpTypes } from '../../src/providers/gcp/types.js'
import { DeclaredSchemas } from './gcp/declared-schema.js'
import { type ApiPackage, loadPackage } from './gcp/package.js'
import { writeSchema } from './schemas/schema-file.js'

/** Writes the `schema.json` of every GCP type from the declarations of the installed `@googleapis` packages. */
export async function generateGcpSchemas(): Promise<void> {
  const packages = new Map<string, ApiPackage>()
  for (const type of gcpTypes) writeSchema(schemaPath(type), schemaOf(type, packages))
}

function schemaPath(type: GcpResourceType): string {
  const [, ...folders] = type.name.split('.')
  return fileURLToPath(new URL(`../../src/providers/gcp/${folders.join('/')}/schema.json`, import.meta.url))
}

function schemaOf(type: GcpResourceType, packages: Map<string, ApiPackage>): SchemaDocument {
  const [api = '', rootName = ''] = type.description.model.split(':')
  const source = packages.get(api) ?? loadPackage(api)
  packages.set(api, source)
  const schemas = new DeclaredSchemas(source.declarations)
  const root = schemas.model(rootName)
  const properties: Record<string, TypeSchema> = { ...root.properties }
  for (const [name, aspect] of Object.entries(type.description.aspects ?? {})) {
    const [aspectApi, aspectModel = ''] = aspect.model.split(':')
    if (aspectApi !== api) throw new Error(`${type.name}: an aspect must come from the same api`)
    properties[name] = { ...schemas.model(aspectModel), doc: aspect.title }
  }
  return { source: source.label, root: { ...root, properties }, definitions: schemas.definitions }
}
