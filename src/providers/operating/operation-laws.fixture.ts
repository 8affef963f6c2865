import fc from 'fast-check'
import type { EffectContext, Operation, OperationParameters } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import type { ResourceType } from '../../core/resource-type.js'
import { resolveSchema, type SchemaDocument, type TypeSchema } from '../../core/schema.js'
import type { Document } from '../reading/rest-answer.js'
import { valueIssues } from './check-value.js'
import { valueAt, withValue } from './document.js'

/** What simulations are given in tests. */
export const effectContext: EffectContext = {
  now: new Date('2026-11-24T10:00:00Z'),
  newId: (kind) => `${kind}-simulated`,
  token: 'token-1',
}

/** Documents of a schema: every property may be absent, and those at `given` paths are as the arbitraries there say. */
export function documentsOf(
  schema: SchemaDocument,
  given: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Document> {
  const parts = fc.record(Object.fromEntries(Object.entries(given).map(([path, value]) => [path, value])))
  return fc
    .tuple(valuesOf(schema.root, schema, 2), parts)
    .map(([document, values]) =>
      Object.entries(values).reduce((whole, [path, value]) => withValue(whole, path, value), document as Document),
    )
}

function valuesOf(schema: TypeSchema, document: SchemaDocument, depth: number): fc.Arbitrary<unknown> {
  const resolved = resolveSchema(schema, document)
  switch (resolved.type) {
    case 'object': {
      const members = depth === 0 ? [] : Object.entries(resolved.properties)
      const values = members.map(([name, member]) => [name, valuesOf(member, document, depth - 1)] as const)
      return fc.record(Object.fromEntries(values), { requiredKeys: [] })
    }
    case 'list':
      return depth === 0 ? fc.constant([]) : fc.array(valuesOf(resolved.items, document, depth - 1), { maxLength: 2 })
    case 'map':
      return depth === 0
        ? fc.constant({})
        : fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), valuesOf(resolved.values, document, 0), { maxKeys: 2 })
    case 'string':
      return resolved.values ? fc.constantFrom(...resolved.values) : fc.stringMatching(/^[a-z]{0,6}$/)
    case 'integer':
    case 'number':
      return fc.nat(1000)
    case 'boolean':
      return fc.boolean()
    case 'timestamp':
      return fc.constant('2026-01-01T00:00:00Z')
    case 'duration':
    case 'bytes':
    case 'any':
      return fc.constant('')
  }
}

/** What is wrong with a resource's document by the schema of its type. */
export async function documentIssues(type: ResourceType, { properties }: Resource): Promise<readonly string[]> {
  const schema = await type.schema()
  return valueIssues(properties, schema.root, { document: schema, path: 'resource' })
}

export interface Law {
  readonly operation: Operation
  readonly operations: readonly Operation[]
  readonly type: ResourceType
  /** The types of the cloud, by name. */
  readonly types: ReadonlyMap<string, ResourceType>
  /** True of operations after which a target is what it was, so that nothing tells that they ran. */
  readonly leavesNoTrace: boolean
}

/**
 * Asserts of one target and one set of parameters what must hold of any, and tells whether the operation applied:
 * afterwards the document fits its schema and the operation is not needed again; its inverse brings back what the
 * operation depends on; what it makes is of the type that it says, has the name that was sent, and bears the step's mark.
 */
export async function assertLaws(law: Law, before: Resource, params: OperationParameters): Promise<boolean> {
  const { operation, type, leavesNoTrace } = law
  if (operation.precondition(before, params) !== undefined) return false
  const { target: after, created = [] } = operation.effect(before, params, effectContext)
  await assertMaking(law, { before, created, params })
  if (after === undefined) {
    if (operation.inverse(before, params) !== undefined) throw new Error('what was deleted cannot come back')
    return true
  }
  assertEqual([], await documentIssues(type, after), 'the document afterwards does not fit its schema')
  const again = operation.precondition(after, params)?.kind
  assertEqual(leavesNoTrace ? undefined : 'already', again, 'the precondition afterwards')
  assertInverse(law, { before, after, created, params })
  return true
}

interface MadeOn {
  readonly before: Resource
  readonly created: readonly Resource[]
  readonly params: OperationParameters
}

async function assertMaking({ operation, types }: Law, { before, created, params }: MadeOn): Promise<void> {
  const { makes } = operation
  assertEqual(makes !== undefined, created.length > 0, 'whether it makes something')
  const named = makes?.ids([], { target: before, params, token: effectContext.token })
  if (named)
    assertEqual(
      created.map(({ id }) => id),
      named,
      'the ids that its requests give',
    )
  for (const one of created) {
    const type = types.get(one.type)
    if (!type || makes?.type !== one.type) throw new Error(`it makes ${one.type}, and says ${makes?.type}`)
    assertEqual([], await documentIssues(type, one), 'what it makes does not fit its schema')
    const { token } = effectContext
    assertEqual(true, makes.bears(one, { target: before, params, token }), 'the mark of the step')
    assertEqual(false, makes.bears(one, { target: before, params, token: 'other-step-1' }), 'the mark of another step')
  }
}

function assertInverse(
  { operation, operations }: Law,
  { before, after, created, params }: MadeOn & { after: Resource },
): void {
  const inverse = operation.inverse(before, params)
  if (inverse === undefined) return
  const undo = operations.find(({ name }) => name === inverse.operation)
  if (undo === undefined) throw new Error(`there is no operation ${inverse.operation}`)
  if (inverse.created !== undefined) {
    const made = created[inverse.created]
    if (made === undefined) throw new Error('the inverse acts on something that is not made')
    assertEqual(undefined, undo.precondition(made, inverse.params), 'the precondition of the inverse')
    assertEqual(undefined, undo.effect(made, inverse.params, effectContext).target, 'what was made, afterwards')
    return
  }
  assertEqual(undefined, undo.precondition(after, inverse.params), 'the precondition of the inverse')
  const restored = undo.effect(after, inverse.params, effectContext).target
  for (const path of operation.dependsOn) {
    assertEqual(essence(valueAt(before.properties, path)), essence(valueAt(restored?.properties, path)), path)
  }
  assertEqual(essence(before.tags), essence(restored?.tags), 'tags')
}

/** A value without what vendors treat alike: order in lists, and nothing, false or empty. */
function essence(value: unknown): string {
  return JSON.stringify(reduced(value) ?? null)
}

function reduced(value: unknown): unknown {
  if (Array.isArray(value)) {
    const members = value.map((member) => JSON.stringify(reduced(member) ?? null)).sort()
    return members.length > 0 ? members : undefined
  }
  if (typeof value !== 'object' || value === null) return value === false || value === null ? undefined : value
  const members = Object.entries(value).map(([name, member]) => [name, reduced(member)] as const)
  const kept = members.filter(([, member]) => member !== undefined).sort(([left], [right]) => (left < right ? -1 : 1))
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

function assertEqual(expected: unknown, actual: unknown, what: string): void {
  const [left, right] = [JSON.stringify(expected), JSON.stringify(actual)]
  if (left !== right) throw new Error(`${what}: expected ${left}, got ${right}`)
}
