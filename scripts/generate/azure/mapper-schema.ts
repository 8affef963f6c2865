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

  readonly #required = new Set<TypeSchema>()

  /** A `request` leaves out what only the server writes, and says what must be there. */
  constructor(
    readonly source: MapperPackage,
    readonly purpose: 'answer' | 'request' = 'answer',
  ) {}

  /** The schema of a model, its properties nested as they are on the wire. */
  model(name: string): ObjectSchema {
    const mapper = this.source.mappers[name]
    if (mapper === undefined) throw new Error(`${this.source.label} has no model ${name}`)
    const { modelProperties = {}, additionalProperties } = mapper.type
    const nested: OpenObject = {}
    for (const [property, child] of Object.entries(modelProperties)) {
      if (this.purpose === 'request' && child.readOnly) continue
      const path = (child.serializedName ?? property).split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'))
      const schema = this.#member(name, property, child)
      if (this.purpose === 'request' && child.required) this.#required.add(schema)
      place(nested, path, schema)
    }
    const schema = this.#closed(nested)
    return additionalProperties === undefined ? schema : { ...schema, open: true }
  }

  #member(model: string, property: string, mapper: Mapper): TypeSchema {
    const schema = { ...this.#schemaOf(mapper) }
    if (this.purpose === 'request') return schema
    return documented(schema, firstSentence(this.source.declarations.docOf(model, property)))
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

  #closed(nested: OpenObject): ObjectSchema {
    const properties = Object.entries(nested).map(([name, value]) => [
      name,
      isSchema(value) ? value : this.#closed(value),
    ])
    const required = Object.keys(nested).filter((name) => this.#required.has(nested[name] as TypeSchema))
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
    }
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

/** A property can itself be called `type`; only a schema holds a text under it. */
function isSchema(value: TypeSchema | OpenObject): value is TypeSchema {
  return typeof value.type === 'string'
}
