import type { Bundle } from '../../src/core/bundle.js'
import type { Plan, PlannedAction } from '../../src/core/plan.js'
import { type Catalog, catalogOf } from '../../src/core/resource-type.js'
import { compiledPolicy } from '../support/compiled-policy.js'
import { fakeAccount, fakeConfiguration, fakeProvider, fakeResource, fakeType } from '../support/fake-estate.js'
import { machineType, settingOperation } from '../support/fake-operations.js'
import { plannedRun } from '../support/planned-run.js'

const types = ['x.storage.bucket', 'x.storage.disk', 'x.compute.machine'].map((name) => fakeType(name))
const scanned = ['1', '2', '3', '4']
const regions = ['r1', 'r2', 'r3', 'r4']

/** An estate of four accounts in four regions, whose listings take their time and sometimes fail. */
export const estate = {
  types,
  resources: scanned.flatMap((account) =>
    regions.flatMap((region) =>
      types.flatMap(({ name }, type) =>
        Array.from({ length: 20 }, (_, index) =>
          fakeResource(name, `${type}-${index}`, { Public: index % 3 === 0 }, { account, region }),
        ),
      ),
    ),
  ),
  unreadPartitions: [
    {
      type: 'x.storage.disk',
      account: '2',
      region: 'r3',
      unread: { reason: 'access-denied', message: 'not allowed' } as const,
    },
  ],
  unreadAccounts: { '4': { reason: 'access-denied', message: 'no entry' } as const },
  onRead: () => new Promise<void>((resolve) => setTimeout(resolve, 40)),
}
export const estateProvider = fakeProvider(estate)
export const estateCatalog = catalogOf(types)

/** One policy for each type of the estate. */
export const estateBundle: Bundle = {
  policies: types.map((type) => compiledPolicy({ id: `${type.name}-is-private`, type, violates: 'resource.Public' })),
  exemptions: [],
  frameworks: [],
  playbooks: [],
  standingApprovals: [],
  schedules: [],
  priceSheets: [],
  configuration: fakeConfiguration({ accounts: scanned.map((id) => fakeAccount(id, { regions })) }),
}

/** Operations that each set a property of their own. */
export const settings = Array.from({ length: 10 }, (_, index) =>
  settingOperation(`set-${index}`, `P${index}`, { idempotency: 'check-first', settlesWithin: 0 }),
)

/** The properties of every machine before any run. */
export const before = Object.fromEntries(settings.map((_, index) => [`P${index}`, 'before']))

export const machineCatalog: Catalog = {
  ...catalogOf([fakeType(machineType)]),
  operations: async () => new Map(settings.map((operation) => [operation.name, operation])),
}

/** A plan that sets the first properties of a machine, with something in between after the second. */
export function planFor(machine: string, steps: number, between: readonly PlannedAction[] = []): Plan {
  const sets = settings.slice(0, steps).map((operation) => [operation, 'after'] as const)
  const course = [...sets.slice(0, 2), ...between.filter((action) => action.kind !== 'operation'), ...sets.slice(2)]
  const verify = { kind: 'verify', step: '99-verify', policies: [], within: 5 } as const
  return plannedRun({
    resources: [fakeResource(machineType, machine, before)],
    steps: [...course, verify],
    more: { expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
  })
}
