import type { OperateOutcome, OperateRequest, Provider } from '../../src/core/provider.js'
import type { Resource } from '../../src/core/resource.js'
import { type Catalog, catalogOf } from '../../src/core/resource-type.js'
import { fakeResource, fakeType, oneSessionProvider } from '../support/fake-estate.js'
import { machineType, settingOperation } from '../support/fake-operations.js'

/** As many steps as a run of the crash tests has, each setting a property of its own. */
export const settings = Array.from({ length: 10 }, (_, index) =>
  settingOperation(`set-${index}`, `P${index}`, { idempotency: 'check-first', settlesWithin: 0 }),
)

/** The machine before any run. */
export const machineBefore: Resource = fakeResource(
  machineType,
  'm1',
  Object.fromEntries(settings.map((_, index) => [`P${index}`, 'before'])),
)

export function machineCatalog(): Catalog {
  const operations = new Map(settings.map((operation) => [operation.name, operation]))
  return { ...catalogOf([fakeType(machineType)]), operations: async () => operations }
}

/** The provider of the one machine behind the server. */
export function machineProvider(server: string, runner: string): Provider {
  const headers = { 'x-runner': runner, 'content-type': 'application/json' }
  const read = async (): Promise<Resource> => {
    const properties = (await (await fetch(server, { headers })).json()) as Resource['properties']
    return { ...machineBefore, properties }
  }
  const operate = async ({ operation, target, params, token }: OperateRequest): Promise<OperateOutcome> => {
    const [request] = operation.requests(target, params, token)
    const response = await fetch(server, { method: 'POST', headers, body: JSON.stringify(request?.input) })
    if (response.ok) return { kind: 'performed', responses: [await response.json()] }
    return { kind: 'failed', failure: { reason: 'conflict', code: 'Refused', message: 'refused' }, responses: [] }
  }
  return oneSessionProvider('remote', {
    read: async function* () {
      yield { kind: 'resource', resource: await read() }
    },
    readTarget: async () => ({ kind: 'resource', resource: await read() }),
    operate,
  })
}
