import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NormalizedSchema } from '@smithy/core/schema'
import { type AwsServiceName, awsService } from '../../../src/providers/aws/services.js'
import { Declarations, type DeclaredMember } from '../schemas/declarations.js'

/** Smithy's form of an operation: kind, namespace, name, traits, input, output. */
type OperationShape = readonly [unknown, unknown, unknown, unknown, unknown, Parameters<typeof NormalizedSchema.of>[0]]
const answerOfOperation = 5

const modelFile = /^models_\d+\.d\.ts$/

/** What one SDK client tells of its service: runtime schemas, values of enumerations, documentation. */
export class ServiceShapes {
  readonly service: AwsServiceName
  readonly #exports: Readonly<Record<string, unknown>>
  readonly #declarations: readonly Declarations[]

  private constructor(service: AwsServiceName, exports: Readonly<Record<string, unknown>>) {
    this.service = service
    this.#exports = exports
    this.#declarations = declarationsOf(service)
  }

  static async load(service: AwsServiceName): Promise<ServiceShapes> {
    return new ServiceShapes(service, (await awsService(service).load()) as Readonly<Record<string, unknown>>)
  }

  /** The answer of an operation, or the part of it that a path leads to. */
  answer(operation: string, path?: string): NormalizedSchema {
    const schema = this.#exports[`${operation}$`] as OperationShape | undefined
    if (schema === undefined) throw new Error(`${this.service} has no operation ${operation}`)
    return walk(NormalizedSchema.of(schema[answerOfOperation]), path)
  }

  /** The documentation of a structure's member, as the vendor wrote it. */
  docOf(structure: string, member: string): string | undefined {
    return this.#member(structure, member)
      ?.doc?.replace(/<[^>]*>|@\w+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  }

  /** The values that a structure's member may have, when it is an enumeration. */
  valuesOf(structure: string, member: string): readonly string[] | undefined {
    const type = this.#member(structure, member)?.type
    const name = type && enumerationIn(type)
    const values = name === undefined ? undefined : this.#exports[name]
    return typeof values === 'object' && values !== null ? Object.values(values).map(String).sort() : undefined
  }

  #member(structure: string, member: string): DeclaredMember | undefined {
    for (const declarations of this.#declarations) {
      const found = declarations.find(structure)?.members.find((candidate) => candidate.name === member)
      if (found !== undefined) return found
    }
    return undefined
  }
}

/** Follows a path such as `Reservations[].Instances[]` through a schema. */
export function walk(from: NormalizedSchema, path: string | undefined): NormalizedSchema {
  let current = from
  for (const step of path?.split('.') ?? []) {
    const name = step.replace('[]', '')
    current = current.getMemberSchema(name)
    if (step.endsWith('[]')) current = current.getValueSchema()
  }
  return current
}

function declarationsOf(service: AwsServiceName): Declarations[] {
  const require = createRequire(import.meta.url)
  const folder = join(dirname(require.resolve(awsService(service).package)), '..', 'dist-types', 'models')
  return readdirSync(folder)
    .filter((file) => modelFile.test(file))
    .map((file) => new Declarations(join(folder, file)))
}

function enumerationIn(type: Readonly<Record<string, unknown>>): string | undefined {
  if (type['type'] === 'TSTypeReference') return (type['typeName'] as { name?: string }).name
  if (type['type'] === 'TSArrayType') return enumerationIn(type['elementType'] as Readonly<Record<string, unknown>>)
  const members = type['type'] === 'TSUnionType' ? (type['types'] as Readonly<Record<string, unknown>>[]) : []
  return members.map(enumerationIn).find((name) => name !== undefined)
}
