import type { SchemaDocument, TypeSchema } from '../../../src/core/schema.js'
import type {
  AspectDescription,
  AwsTypeDescription,
  CallAspect,
  JoinAspect,
} from '../../../src/providers/aws/description.js'
import type { AwsServiceName } from '../../../src/providers/aws/services.js'
import { mapValues } from '../../../src/providers/reading/map-values.js'
import { documented } from '../schemas/schema-file.js'
import { type ServiceShapes, walk } from './service-shapes.js'
import { ShapeSchemas } from './shape-schema.js'

type Properties = Record<string, TypeSchema>
type ShapesOf = (service: AwsServiceName) => Promise<ServiceShapes>

/** Composes the schema of a type's document from the answers of the operations that it is read with. */
export async function typeSchema(description: AwsTypeDescription, shapesOf: ShapesOf): Promise<SchemaDocument> {
  const composer = new Composer(description, shapesOf)
  const properties = await composer.listed()
  for (const aspect of Object.values(description.aspects ?? {}))
    Object.assign(properties, await composer.aspect(aspect))
  const tags = description.tags === undefined ? undefined : properties[description.tags]
  if (tags !== undefined) properties['Tags'] = tags
  return {
    source: `runtime schemas of the AWS SDK for JavaScript (${description.service})`,
    root: { type: 'object', properties },
    definitions: composer.schemas.definitions,
  }
}

class Composer {
  readonly schemas: ShapeSchemas
  readonly #description: AwsTypeDescription
  readonly #shapesOf: ShapesOf

  constructor(description: AwsTypeDescription, shapesOf: ShapesOf) {
    this.schemas = new ShapeSchemas(description.service)
    this.#description = description
    this.#shapesOf = shapesOf
  }

  async listed(): Promise<Properties> {
    const { list } = this.#description
    if ('single' in list) return { ...list.shape.properties }
    const shapes = await this.#shapes(list.service)
    return { ...this.schemas.propertiesOf(shapes.answer(list.operation, list.items), shapes) }
  }

  async aspect(aspect: AspectDescription): Promise<Readonly<Properties>> {
    if (aspect.kind === 'join') return this.#join(aspect)
    if (aspect.kind === 'call') return this.#call(aspect)
    return mapValues(aspect.shape, (schema) => documented(schema, aspect.title))
  }

  async #call(aspect: CallAspect): Promise<Properties> {
    const shapes = await this.#shapes(aspect.service)
    const result = shapes.answer(aspect.operation, aspect.result)
    const [property] = aspect.properties
    if (aspect.properties.length > 1 || property === undefined) {
      const members = this.schemas.propertiesOf(result, shapes)
      return Object.fromEntries(
        aspect.properties.map((name) => [name, members[name] ?? missing(aspect.operation, name)]),
      )
    }
    const schema = await this.#withEach(aspect, this.schemas.schemaOf(result, shapes))
    return {
      [property]: documented(aspect.result?.endsWith('[]') ? { type: 'list', items: schema } : schema, aspect.title),
    }
  }

  async #withEach(aspect: CallAspect, element: TypeSchema): Promise<TypeSchema> {
    const { each } = aspect
    if (each === undefined) return element
    const shapes = await this.#shapes(each.service)
    const result = this.schemas.schemaOf(shapes.answer(each.operation, each.result), shapes)
    if (each.as === undefined) return result
    const structure = element.type === 'reference' ? this.schemas.definitions[element.name] : element
    if (structure?.type !== 'object') throw new Error(`${aspect.operation}: only an object can take \`${each.as}\``)
    return { type: 'object', properties: { ...structure.properties, [each.as]: result } }
  }

  async #join(aspect: JoinAspect): Promise<Properties> {
    const shapes = await this.#shapes(aspect.service)
    const kept = this.schemas.schemaOf(walk(shapes.answer(aspect.operation, aspect.items), aspect.value), shapes)
    const schema: TypeSchema = aspect.single ? kept : { type: 'list', items: kept }
    return Object.fromEntries(aspect.properties.map((name) => [name, documented(schema, aspect.title)]))
  }

  #shapes(service: AwsServiceName | undefined): Promise<ServiceShapes> {
    return this.#shapesOf(service ?? this.#description.service)
  }
}

function missing(operation: string, name: string): never {
  throw new Error(`the answer of ${operation} has no member ${name}`)
}
