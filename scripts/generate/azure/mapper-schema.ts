import type { ObjectSchema, TypeSchema } from '../../../src/core/schema.js'
import { firstSentence } from '../schemas/declarations.js'
import { documented } from '../schemas/schema-file.js'
import type { Mapper, MapperPackage } from './mappers.js'

interface OpenObject {
  [name: string]: TypeSchema | OpenObject
}

const plain: Readonly<Record<string, TypeSchema>> = {
  String: { type: 'string' },
  Uuid: { type: 'string' },
  TimeSpan: { type: 'string', doc: 'An ISO 8601 duration.' },
  Boolean: { type: 'boolean' },
  Number: { type: 'number' },
  DateTime: { type: 'timestamp' },
  DateTimeRfc1123: { type: 'string' },
  Date: { type: 'string' },
  ByteArray: { type: 'bytes' },
  Base64Url: { type: 'bytes' },
}

/** Turns mappers of one package into schemas; every model becomes a definition that others refer to. */
export class MapperSchemas {
  readonly definitions: Record<string, TypeSchema> = {}

  constructor(readonly source: MapperPackage) {}

  /** The schema of a model, its properties nested as they are on the wire. */
  model(name: string): ObjectSchema {
    const mapper = this.source.mappers[name]
    if (mapper === undefined) throw new Error(`${this.source.label} has no model ${name}`)
    const { modelProperties = {}, additionalProperties } = mapper.type
    const nested: OpenObject = {}
    for (const [property, child] of Object.entries(modelProperties)) {
      const path = (child.serializedName ?? property).split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'))
      const doc = firstSentence(this.source.declarations.docOf(name, property))
      place(nested, path, documented(this.#schemaOf(child), doc))
    }
    const schema = closed(nested)
    return additionalProperties === undefined ? schema : { ...schema, open: true }
  }

  #schemaOf(mapper: Mapper): TypeSchema {
    const { name, className, element, value, allowedValues } = mapper.type
    if (name === 'Composite' && className !== undefined) return this.#reference(className)
    if (name === 'Sequence' && element) return { type: 'list', items: this.#schemaOf(element) }
    if (name === 'Dictionary' && value) return { type: 'map', values: this.#schemaOf(value) }
    if (name === 'Enum') return { type: 'string', values: (allowedValues ?? []).map(String) }
    return plain[name] ?? { type: 'any' }
  }

  #reference(name: string): TypeSchema {
    if (!(name in this.definitions)) {
      this.definitions[name] = { type: 'any' }
      this.definitions[name] = this.model(name)
    }
    return { type: 'reference', name }
  }
}

function place(target: OpenObject, path: readonly string[], schema: TypeSchema): void {
  const [head = '', ...rest] = path
  if (rest.length === 0) {
    target[head] = schema
    return
  }
  const inner = (target[head] ?? {}) as OpenObject
  target[head] = inner
  place(inner, rest, schema)
}

function closed(nested: OpenObject): ObjectSchema {
  const properties = Object.entries(nested).map(([name, value]) => [name, isSchema(value) ? value : closed(value)])
  return { type: 'object', properties: Object.fromEntries(properties) }
}

/** A property can itself be called `type`; only a schema holds a text under it. */
function isSchema(value: TypeSchema | OpenObject): value is TypeSchema {
  return typeof value.type === 'string'
}
