import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CloudRequest, Operation, OperationParameters } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import type { ResourceType } from '../../core/resource-type.js'
import { typesWithFile } from '../reading/registry.fixture.js'
import { assertLaws } from './operation-laws.fixture.js'

/** A cloud's operations, and what tests try them on. */
export interface TestedOperations {
  /** The first part of its types' names. */
  readonly cloud: string
  /** The folder below which each type has one of its own. */
  readonly folder: string
  readonly types: readonly ResourceType[]
  readonly operations: readonly Operation[]
  /** What a page of the vendor's documentation is called. */
  readonly page: RegExp
  /** How the vendor spells permissions. */
  readonly permission: RegExp
  /** Targets by type, as varied as its operations tell apart. */
  readonly targets: ReadonlyMap<string, fc.Arbitrary<Resource>>
  readonly parametersOf: (operation: Operation) => fc.Arbitrary<OperationParameters>
  /** True of operations after which a target is what it was. */
  readonly leavesNoTrace: (operation: Operation) => boolean
  /** What is wrong with a request by the vendor's own description. */
  readonly validateRequest: (request: CloudRequest) => Promise<readonly string[]>
}

const runs = 50
/** Operations that few targets are ready for are tried on more of them. */
const mostRounds = 20

/** What holds of the operations of any cloud. */
export function describeOperations(tested: TestedOperations): void {
  const { cloud, types, operations, page, permission, parametersOf } = tested
  const typeNames = types.map(({ name }) => name).sort()

  describe(`the operations of ${cloud}`, () => {
    it('are registered, folder by folder, and every type has some', () => {
      expect(typesWithFile(tested, 'operations.ts')).toEqual(typeNames)
      expect([...new Set(operations.map(({ type }) => type))].sort()).toEqual(typeNames)
    })

    it('have names of their own, a page of the vendor, and permissions as the vendor spells them', () => {
      expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length)
      for (const { documentation, permissions } of operations) {
        expect(documentation).toMatch(page)
        expect(permissions.length).toBeGreaterThan(0)
        for (const one of permissions) expect(one).toMatch(permission)
      }
    })

    it.each(operations)('$name: effect, repetition, inverse and requests agree', async (operation) => {
      let applied = 0
      for (let round = 0; applied === 0 && round < mostRounds; round++) applied += await tryLaws(tested, operation)
      expect(applied).toBeGreaterThan(0)
    })

    it.each(operations)('$name refuses a target whose parts are unread', (operation) => {
      const unread = { reason: 'access-denied', message: 'no' } as const
      const parts = Object.fromEntries(operation.dependsOn.map((path) => [path.split('.')[0] ?? '', unread]))
      const [target] = fc.sample(targetsOf(tested, operation), 1)
      const [params] = fc.sample(parametersOf(operation), 1)
      if (target === undefined) throw new Error('there is no target')
      expect(operation.precondition({ ...target, unread: parts }, params ?? {})?.kind).toBe('refused')
    })
  })
}

/** Tries an operation on targets as they come; gives how many it could act on. */
async function tryLaws(tested: TestedOperations, operation: Operation): Promise<number> {
  const types = new Map(tested.types.map((each) => [each.name, each]))
  const type = types.get(operation.type)
  if (!type) throw new Error(`there is no type ${operation.type}`)
  const { operations } = tested
  const law = { operation, operations, type, types, leavesNoTrace: tested.leavesNoTrace(operation) }
  let applied = 0
  await fc.assert(
    fc.asyncProperty(targetsOf(tested, operation), tested.parametersOf(operation), async (target, params) => {
      if (!(await assertLaws(law, target, params))) return
      applied++
      const requests = operation.requests(target, params, 'token-1')
      expect(requests.length).toBeGreaterThan(0)
      expect((await Promise.all(requests.map(tested.validateRequest))).flat()).toEqual([])
    }),
    { numRuns: runs },
  )
  return applied
}

function targetsOf({ targets }: TestedOperations, { type }: Operation): fc.Arbitrary<Resource> {
  const found = targets.get(type)
  if (!found) throw new Error(`there are no targets of ${type}`)
  return found
}
