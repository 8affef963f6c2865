import { describe, expect, it } from 'vitest'
import type { CloudRequest, Operation, OperationParameters } from '../../src/core/operation.js'
import type { Provider } from '../../src/core/provider.js'
import type { Cloud } from '../../src/core/resource.js'
import { documentIssues, effectContext } from '../../src/providers/operating/operation-laws.fixture.js'
import { realisticTargets } from './realistic-targets.js'

/** The operations of a cloud, tried on documents as the cloud writes them. */
export interface RealisticOperations {
  readonly cloud: Cloud
  readonly provider: Provider
  readonly operations: readonly Operation[]
  /** By operation, or by verb; other operations take none. */
  readonly parameters: Readonly<Record<string, OperationParameters>>
  /** The operation that makes snapshots, which have no recording, and their type. */
  readonly snapshots: { readonly madeBy: string; readonly type: string }
}

/** What is wrong with a request by the vendor's own description. */
export function issuesOf({ validateRequest }: Provider, request: CloudRequest): Promise<readonly string[]> {
  return validateRequest?.(request) ?? Promise.resolve(['not validated'])
}

/** What holds of the requests of any cloud's operations. */
export async function describeRealisticRequests(tested: RealisticOperations): Promise<void> {
  const { cloud, provider, operations, parameters } = tested
  const read = await realisticTargets(provider, cloud)
  const maker = operations.find(({ name }) => name === tested.snapshots.madeBy)
  const snapshots = read
    .filter(({ type }) => type === maker?.type)
    .flatMap((target) => maker?.effect(target, {}, effectContext).created ?? [])
  const targets = [...read, ...snapshots]

  describe(`requests of ${cloud} operations on realistic targets`, () => {
    it.each(operations)('$name sends what the vendor’s packages describe', async (operation) => {
      const params = parameters[operation.name] ?? parameters[operation.verb] ?? {}
      const requests = targets
        .filter(({ type }) => type === operation.type)
        .flatMap((target) => operation.requests(target, params, '0123456789abcdef'))
      expect(requests.length).toBeGreaterThan(0)
      expect((await Promise.all(requests.map((request) => issuesOf(provider, request)))).flat()).toEqual([])
    })

    it('simulate snapshots that fit the schema of their type', async () => {
      const type = provider.types.find(({ name }) => name === tested.snapshots.type)
      const found = snapshots.map((snapshot) => (type ? documentIssues(type, snapshot) : ['no type']))
      expect(snapshots.length).toBeGreaterThan(0)
      expect((await Promise.all(found)).flat()).toEqual([])
    })
  })
}
