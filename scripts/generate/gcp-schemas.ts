import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SchemaDocument, TypeSchema } from '../../src/core/schema.js'
import type { GcpResourceType } from '../../src/providers/gcp/description.js'
import { gcpTypes } from '../../src/providers/gcp/types.js'
import { DeclaredSchemas } from './gcp/declared-schema.js'
import { Declarations } from './schemas/declarations.js'
import { writeSchema } from './schemas/schema-file.js'

interface Api {
  readonly label: string
  readonly schemas: DeclaredSchemas
}

/** Writes the `schema.json` of every GCP type from the declarations of the installed `@googleapis` packages. */
export async function generateGcpSchemas(): Promise<void> {
  const declarations = new Map<string, Declarations>()
  for (const type of gcpTypes) writeSchema(schemaPath(type), schemaOf(type, declarations))
}

function schemaPath(type: GcpResourceType): string {
  const [, ...folders] = type.name.split('.')
  return fileURLToPath(new URL(`../../src/providers/gcp/${folders.join('/')}/schema.json`, import.meta.url))
}

function schemaOf(type: GcpResourceType, declarations: Map<string, Declarations>): SchemaDocument {
  const [apiName = '', rootName = ''] = type.description.model.split(':')
  const api = loadApi(apiName, declarations)
  const root = api.schemas.model(rootName)
  const properties: Record<string, TypeSchema> = { ...root.properties }
  for (const [name, aspect] of Object.entries(type.description.aspects ?? {})) {
    const [aspectApi, aspectModel = ''] = aspect.model.split(':')
    if (aspectApi !== apiName) throw new Error(`${type.name}: an aspect must come from the same api`)
    properties[name] = { ...api.schemas.model(aspectModel), doc: aspect.title }
  }
  return { source: api.label, root: { ...root, properties }, definitions: api.schemas.definitions }
}

function loadApi(name: string, declarations: Map<string, Declarations>): Api {
  const manifest = createRequire(import.meta.url).resolve(`@googleapis/${name}/package.json`)
  const known = declarations.get(name) ?? new Declarations(join(dirname(manifest), 'build/v1.d.ts'))
  declarations.set(name, known)
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  return { label: `@googleapis/${name} ${version}, v1`, schemas: new DeclaredSchemas(known) }
}
