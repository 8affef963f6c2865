import { NormalizedSchema } from '@smithy/core/schema'
import type { CloudRequest } from '../../../core/operation.js'
import { asDocument } from '../../reading/rest-answer.js'
import { type AwsServiceName, awsService, awsServices } from '../services.js'

/** Smithy's form of an operation: kind, namespace, name, traits, input, output. */
type OperationShape = readonly [unknown, unknown, unknown, unknown, Parameters<typeof NormalizedSchema.of>[0]]
const inputOfOperation = 4

/** Smithy's form of a structure: the names of its members, required ones first, and how many those are. */
type StructureShape = readonly [unknown, unknown, unknown, unknown, readonly string[], unknown, number?]
const namesOfStructure = 4
const requiredOfStructure = 6

/** Checks a call against the SDK's own schema of its input: members, their types, and those that must be there. */
export async function validateRequest({ service, action, input }: CloudRequest): Promise<readonly string[]> {
  if (!Object.hasOwn(awsServices, service)) return [`${service} is no AWS service`]
  const shapes = (await awsService(service as AwsServiceName).load()) as Readonly<Record<string, unknown>>
  const shape = shapes[`${action}$`] as OperationShape | undefined
  if (shape === undefined) return [`${service} has no operation ${action}`]
  return issuesOf(input, NormalizedSchema.of(shape[inputOfOperation]), action)
}

function issuesOf(value: unknown, schema: NormalizedSchema, path: string): readonly string[] {
  if (schema.isStructSchema()) return structureIssues(value, schema, path)
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return [mustBe(path, 'a list', value)]
    return value.flatMap((item, at) => issuesOf(item, schema.getValueSchema(), `${path}[${at}]`))
  }
  if (schema.isMapSchema()) {
    const members = asDocument(value)
    if (members === undefined) return [mustBe(path, 'an object', value)]
    return Object.entries(members).flatMap(([key, member]) =>
      issuesOf(member, schema.getValueSchema(), `${path}.${key}`),
    )
  }
  return scalarIssues(value, schema, path)
}

function structureIssues(value: unknown, schema: NormalizedSchema, path: string): readonly string[] {
  const members = asDocument(value)
  if (members === undefined) return [mustBe(path, 'an object', value)]
  const known = new Map(schema.structIterator())
  const given = Object.entries(members).filter(([, member]) => member !== undefined)
  const issues = given.flatMap(([name, member]) => {
    const memberSchema = known.get(name)
    return memberSchema ? issuesOf(member, memberSchema, `${path}.${name}`) : [`${path}.${name} is unknown`]
  })
  const missing = requiredOf(schema).filter((name) => !given.some(([key]) => key === name))
  return [...issues, ...missing.map((name) => `${path}.${name} is missing`)]
}

function requiredOf(schema: NormalizedSchema): readonly string[] {
  const shape = schema.getSchema() as unknown as StructureShape
  return shape[namesOfStructure].slice(0, shape[requiredOfStructure] ?? 0)
}

function scalarIssues(value: unknown, schema: NormalizedSchema, path: string): readonly string[] {
  if (schema.isStringSchema()) return typeof value === 'string' ? [] : [mustBe(path, 'a text', value)]
  if (schema.isBooleanSchema()) return typeof value === 'boolean' ? [] : [mustBe(path, 'a boolean', value)]
  if (schema.isNumericSchema()) return typeof value === 'number' ? [] : [mustBe(path, 'a number', value)]
  if (schema.isTimestampSchema()) return value instanceof Date ? [] : [mustBe(path, 'a time', value)]
  return []
}

function mustBe(path: string, expected: string, value: unknown): string {
  return `${path} must be ${expected}, not ${JSON.stringify(value)}`
}
