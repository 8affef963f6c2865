import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Operation, OperationParameters } from '../../../src/core/operation.js'
import type { ProviderSession } from '../../../src/core/provider.js'
import type { Resource } from '../../../src/core/resource.js'
import { awsOperations } from '../../../src/providers/aws/operations.js'
import { valueAt } from '../../../src/providers/operating/document.js'
import { cloudsOwn, comparable, touchedPaths } from './documents.js'
import { openSession, regionOf, useEmulator } from './emulator.js'
import { tagsOfTrail } from './estate/logging.js'
import { createOperable } from './estate/operable.js'
import { createEstate, estateConfiguration, estateRegion } from './estate.js'
import {
  notRunnable,
  notShown,
  notTold,
  type OperableEstate,
  type OperationCase,
  operationCases,
  runAsInverse,
} from './operation-cases.js'

const endpoint = inject('awsEndpoint')
const restore = useEmulator(endpoint)

let estate: OperableEstate
let session: ProviderSession
let steps = 0

beforeAll(async () => {
  const configuration = estateConfiguration(endpoint)
  const created = await createEstate(endpoint)
  estate = { ...created, operable: await createOperable(configuration, created) }
  session = await openSession()
})

afterAll(async () => {
  await session.close()
  restore()
})

function operationNamed(name: string): Operation {
  const operation = awsOperations.find((candidate) => candidate.name === name)
  if (operation === undefined) throw new Error(`there is no operation ${name}`)
  return operation
}

async function read({ type, reads }: Operation, id: string): Promise<Resource | 'gone'> {
  const reading = await session.readTarget?.({ type, id, region: regionOf(type), aspects: reads, metrics: [] })
  if (reading?.kind === 'gone') return 'gone'
  if (reading?.kind !== 'resource') throw new Error(reading?.unread.message)
  return reading.resource
}

async function present(operation: Operation, id: string): Promise<Resource> {
  const resource = await read(operation, id)
  if (resource === 'gone') throw new Error(`${id} is gone`)
  return resource
}

/** Performs an operation; gives the token that it was sent with, and the ids of what was made. */
async function operate(operation: Operation, target: Resource, params: OperationParameters) {
  const token = `${String(++steps).padStart(12, 't')}`
  const outcome = await session.operate?.({ operation, target, params, token })
  if (outcome?.kind !== 'performed') throw new Error(JSON.stringify(outcome?.failure))
  return { token, created: outcome.created ?? [] }
}

/** Compares what an operation declares to make with what is there, and finds it by its mark; gives what is there. */
async function expectMade(
  operation: Operation,
  { before, params, token, created: ids }: Awaited<ReturnType<typeof operate>> & Pick<Sent, 'before' | 'params'>,
  except: readonly string[],
): Promise<readonly Resource[]> {
  const { created = [] } = operation.effect(before, params, { now: new Date(), newId: simulatedId, token })
  expect(ids).toHaveLength(created.length)
  return await Promise.all(
    created.map(async (declared, index) => {
      const region = estateRegion
      const reading = await session.readTarget?.({
        type: declared.type,
        id: ids[index] ?? '',
        region,
        aspects: [],
        metrics: [],
      })
      if (reading?.kind !== 'resource') throw new Error(`${ids[index]} is ${reading?.kind}`)
      const { resource } = reading
      expect(operation.makes?.bears(resource, { target: before, params, token })).toBe(true)
      expect(operation.makes?.bears(resource, { target: before, params, token: 'another-step' })).toBe(false)
      const paths = Object.keys(declared.properties).filter((path) => !cloudsOwn.has(path) && !except.includes(path))
      const known = paths.filter((path) => !isSimulated(declared.properties[path]))
      const shown = ({ properties }: Resource) =>
        Object.fromEntries(known.map((path) => [path, comparable(properties[path])]))
      expect(shown(resource)).toEqual(shown(declared))
      return resource
    }),
  )
}

interface Sent {
  readonly before: Resource
  readonly params: OperationParameters
}

function simulatedId(kind: string): string {
  return `${kind}-simulated`
}

function isSimulated(value: unknown): boolean {
  return typeof value === 'string' && value.includes('simulated')
}

/** Runs an operation and compares what it declares with what is there then; gives the target before and after. */
async function runAndCompare(operation: Operation, id: string, params: OperationParameters, except: readonly string[]) {
  const before = await present(operation, id)
  expect(operation.precondition(before, params)).toBeUndefined()
  const { target: declared } = operation.effect(before, params, {
    now: new Date(),
    newId: simulatedId,
    token: 'simulated',
  })
  const sent = await operate(operation, before, params)
  const made = await expectMade(operation, { ...sent, before, params }, except)
  const after = await read(operation, id)
  if (declared === undefined || after === 'gone') {
    expect([declared, after]).toEqual([undefined, 'gone'])
    return undefined
  }
  const touched = touchedPaths(before.properties, declared.properties).filter((path) => !except.includes(path))
  expectSame(touched, declared, after)
  return { before, after, touched, made }
}

function expectSame(paths: readonly string[], expected: Resource, actual: Resource): void {
  for (const path of paths) {
    const [left, right] = [actual, expected].map(({ properties }) => comparable(valueAt(properties, path)))
    expect({ [path]: left }).toEqual({ [path]: right })
  }
  expect([actual.tags, actual.name, actual.links]).toEqual([expected.tags, expected.name, expected.links])
}

async function prepare({ operation, target, after = [] }: OperationCase): Promise<void> {
  for (const [verb, params] of after) {
    const preparing = operationNamed(`${operationNamed(operation).type}.${verb}`)
    await operate(preparing, await present(preparing, target(estate)), params)
  }
}

async function runCase(one: OperationCase): Promise<void> {
  await prepare(one)
  const { target, params: paramsOf = () => ({}), differs = {} } = one
  const [operation, id, params] = [operationNamed(one.operation), target(estate), paramsOf(estate)]
  const run = await runAndCompare(operation, id, params, Object.keys(differs))
  if (run === undefined) return
  if (run.touched.length > 0) expect(operation.precondition(run.after, params)?.kind).toBe('already')
  const inverse = operation.inverse(run.before, params)
  if (inverse === undefined) return
  const made = run.made[inverse.created ?? -1]
  if (made) return void (await runAndCompare(operationNamed(inverse.operation), made.id, inverse.params, []))
  await runAndCompare(operationNamed(inverse.operation), id, inverse.params, Object.keys(differs))
  expectSame(run.touched, run.before, await present(operation, id))
}

describe('operations in an emulated AWS', () => {
  it('are all run, or known not to be', () => {
    const run = [...operationCases.map(({ operation }) => operation), ...Object.keys(runAsInverse)]
    const covered = new Set([...run, ...Object.keys(notRunnable)])
    expect([...covered].sort()).toEqual(awsOperations.map(({ name }) => name).sort())
    expect(Object.keys(notRunnable).filter((name) => run.includes(name))).toEqual([])
  })

  const shown = operationCases.filter(
    ({ operation }) => notShown[operation] === undefined && notTold[operation] === undefined,
  )
  it.each(shown)('$operation does what it declares, and is undone by its inverse', runCase)

  const hidden = operationCases.filter(({ operation }) => notShown[operation] !== undefined)
  it.each(hidden)('$operation does what it declares, which its service tells and no read shows', async (one) => {
    const { target, after = [], params: paramsOf = () => ({}) } = one
    const [id, { type, verb }] = [target(estate), operationNamed(one.operation)]
    let known = await present(operationNamed(one.operation), id)
    for (const [each, params] of [...after, [verb, paramsOf(estate)] as const]) {
      const operation = operationNamed(`${type}.${each}`)
      await operate(operation, known, params)
      known = operation.effect(known, params, { now: new Date(), newId: (kind) => kind, token: 'step' }).target ?? known
      expect((await present(operation, id)).tags).toEqual({})
    }
    expect(await tagsOfTrail(estateConfiguration(endpoint), id)).toEqual(known.tags)
  })

  const untold = operationCases.filter(({ operation }) => notTold[operation] !== undefined)
  it.each(untold)('$operation is taken, though nothing tells of it', async ({ operation: name, target, params }) => {
    const operation = operationNamed(name)
    await operate(operation, await present(operation, target(estate)), params?.(estate) ?? {})
  })

  it.each(Object.entries(notRunnable))('%s fails as expected: %s', async (name) => {
    const operation = operationNamed(name)
    const target = await present({ ...operation, reads: [] }, estateRegion)
    const outcome = await session.operate?.({ operation, target, params: {}, token: 'never' })
    expect(outcome?.kind).toBe('failed')
  })
})
