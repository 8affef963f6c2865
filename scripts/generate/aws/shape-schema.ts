import type { NormalizedSchema } from '@smithy/core/schema'
import type { ObjectSchema, TypeSchema } from '../../../src/core/schema.js'
import { isPolicyDocument } from '../../../src/providers/aws/iam/policy-document.js'
import { firstSentence } from '../schemas/declarations.js'
import { documented } from '../schemas/schema-file.js'
import type { ServiceShapes } from './service-shapes.js'

/** Longer enumerations (instance types, say) change with every week's SDK and are left open. */
const longestEnumeration = 60

/** The runtime schemas have one numeric type; these are the members that AWS's own models call fractional. */
const fractions = new Set(['LambdaManagedInstancesCapacityProviderConfig.ExecutionEnvironmentMemoryGiBPerVCpu'])

/**
 * Turns the runtime schemas of the SDK into ours. Structures become definitions, so that shared and recursive ones
 * stand once. Numbers are whole unless listed above.
 */
export class ShapeSchemas {
  readonly definitions: Record<string, TypeSchema> = {}
  readonly #mainService: string

  constructor(mainService: string) {
    this.#mainService = mainService
  }

  schemaOf(shape: NormalizedSchema, shapes: ServiceShapes): TypeSchema {
    if (shape.isStructSchema()) return this.#reference(shape, shapes)
    if (shape.isListSchema()) return { type: 'list', items: this.schemaOf(shape.getValueSchema(), shapes) }
    if (shape.isMapSchema()) return { type: 'map', values: this.schemaOf(shape.getValueSchema(), shapes) }
    return scalarOf(shape)
  }

  /** The members of a structure, as properties. */
  propertiesOf(structure: NormalizedSchema, shapes: ServiceShapes): ObjectSchema['properties'] {
    const structureName = structure.getName() ?? ''
    const properties: Record<string, TypeSchema> = {}
    for (const [name, member] of structure.structIterator()) {
      properties[name] = documented(
        this.#memberSchema({ name, member, structureName }, shapes),
        firstSentence(shapes.docOf(structureName, name)),
      )
    }
    return properties
  }

  #memberSchema(
    { name, member, structureName }: { name: string; member: NormalizedSchema; structureName: string },
    shapes: ServiceShapes,
  ): TypeSchema {
    if (isPolicyDocument(shapes.service, name)) return { type: 'any' }
    if (fractions.has(`${structureName}.${name}`)) return { type: 'number' }
    const schema = this.schemaOf(member, shapes)
    const values = shapes.valuesOf(structureName, name)
    return values === undefined || values.length > longestEnumeration ? schema : withValues(schema, values)
  }

  #reference(structure: NormalizedSchema, shapes: ServiceShapes): TypeSchema {
    const own = structure.getName() ?? 'Structure'
    const name = shapes.service === this.#mainService ? own : `${shapes.service}.${own}`
    if (!(name in this.definitions)) {
      this.definitions[name] = { type: 'any' }
      this.definitions[name] = { type: 'object', properties: this.propertiesOf(structure, shapes) }
    }
    return { type: 'reference', name }
  }
}

function scalarOf(shape: NormalizedSchema): TypeSchema {
  if (shape.isStringSchema()) return { type: 'string' }
  if (shape.isBooleanSchema()) return { type: 'boolean' }
  if (shape.isTimestampSchema()) return { type: 'timestamp' }
  if (shape.isNumericSchema() || shape.isBigIntegerSchema()) return { type: 'integer' }
  if (shape.isBlobSchema()) return { type: 'bytes' }
  return shape.isBigDecimalSchema() ? { type: 'number' } : { type: 'any' }
}

function withValues(schema: TypeSchema, values: readonly string[]): TypeSchema {
  if (schema.type === 'string') return { ...schema, values }
  if (schema.type === 'list' && schema.items.type === 'string') return { ...schema, items: { type: 'string', values } }
  return schema
}
