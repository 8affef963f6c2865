import { fileURLToPath } from 'node:url'
import type { ObjectSchema, SchemaDocument, TypeSchema } from '../../src/core/schema.js'
import type { AzureModel, AzureResourceType } from '../../src/providers/azure/description.js'
import { azureTypes } from '../../src/providers/azure/types.js'
import { MapperSchemas } from './azure/mapper-schema.js'
import { loadMappers } from './azure/mappers.js'
import { writeSchema } from './schemas/schema-file.js'

/** Writes the `schema.json` of every Azure type from the mappers of the installed management packages. */
export async function generateAzureSchemas(): Promise<void> {
  for (const type of azureTypes) writeSchema(schemaPath(type), await schemaOf(type))
}

function schemaPath(type: AzureResourceType): string {
  const [, ...folders] = type.name.split('.')
  return fileURLToPath(new URL(`../../src/providers/azure/${folders.join('/')}/schema.json`, import.meta.url))
}

async function schemaOf(type: AzureResourceType): Promise<SchemaDocument> {
  const models = new Models()
  const root = await models.object(type.description.model)
  const properties: Record<string, TypeSchema> = { ...root.properties }
  for (const [name, aspect] of Object.entries(type.description.aspects ?? {})) {
    const schema = await models.object(aspect.model)
    const filled: TypeSchema = aspect.answer === 'list' ? { type: 'list', items: schema } : schema
    properties[name] = { ...filled, doc: aspect.title }
  }
  const complete = (type.description.omit ?? []).reduce((schema, path) => without(schema, path.split('.')), {
    ...root,
    properties,
  })
  return { source: models.sources(), root: complete, definitions: models.definitions() }
}

/** The models that one type draws from its packages. */
class Models {
  readonly #packages = new Map<string, MapperSchemas>()

  async object(model: AzureModel): Promise<ObjectSchema> {
    if (typeof model !== 'string') {
      if (model.type !== 'object') throw new Error('a described shape must be an object')
      return model
    }
    const [packageName = '', name = ''] = model.split(':')
    const schemas = this.#packages.get(packageName) ?? new MapperSchemas(await loadMappers(packageName))
    this.#packages.set(packageName, schemas)
    return schemas.model(name)
  }

  sources(): string {
    return [...this.#packages.values()].map((schemas) => schemas.source.label).join(', ')
  }

  definitions(): Record<string, TypeSchema> {
    return Object.assign({}, ...[...this.#packages.values()].map((schemas) => schemas.definitions))
  }
}

function without(schema: ObjectSchema, path: readonly string[]): ObjectSchema {
  const [head = '', ...rest] = path
  const { [head]: removed, ...kept } = schema.properties
  if (rest.length === 0) return { ...schema, properties: kept }
  if (removed?.type !== 'object') throw new Error(`nothing to omit at ${path.join('.')}`)
  return { ...schema, properties: { ...kept, [head]: without(removed, rest) } }
}
