import { checkCel } from '../../src/compiler/expression/index.js'
import { defaultApprovalRules } from '../../src/core/access.js'
import { digest } from '../../src/core/canonical-json.js'
import type { Configuration } from '../../src/core/configuration.js'
import type { Expression } from '../../src/core/expression.js'
import type { Finding } from '../../src/core/finding.js'
import type { Operation } from '../../src/core/operation.js'
import { defaultBlastRadius } from '../../src/core/plan.js'
import type { CompiledPlaybook, Limits, Step } from '../../src/core/playbook.js'
import type { CompiledPolicy } from '../../src/core/policy.js'
import type { PriceSheet } from '../../src/core/price-sheet.js'
import type { Resource } from '../../src/core/resource.js'
import type { ResourceType } from '../../src/core/resource-type.js'
import { linkCatalogOf } from '../../src/engine/links.js'
import { LoadedEstate } from '../../src/engine/plan/estate.js'
import { runParameters } from '../../src/engine/plan/parameters.js'
import type { PlanRequest, PlaybookOrder } from '../../src/engine/plan/plan-request.js'
import { compiledPolicy, nowhere } from './compiled-policy.js'
import { fakeAccount, fakeConfiguration, fakeResource, fakeType } from './fake-estate.js'

/** Machines with disks; a disk names its machine. */
export const machineType = fakeType('x.machine', {
  links: { disks: { title: 'Disks', type: 'x.disk', inverse: 'machine' } },
  aspects: { power: { title: 'Power', properties: ['Power'], permissions: [] } },
  billing: {
    documentation: ['https://example.com/pricing'],
    meters: {
      running: { title: 'Running', unit: 'machine', per: 'hour', parts: [{ name: 'size', pattern: '.*' }] },
    },
    properties: ['State', 'Size'],
    charges: ({ State, Size = 'any' }) => ({
      charges: State === 'running' ? [{ meter: 'running', parts: [String(Size)], quantity: '1' }] : [],
    }),
  },
})
export const diskType = fakeType('x.disk', {
  links: {
    machine: { title: 'Machine', type: 'x.machine', path: 'Machine', idOf: (text) => text.replace('arn:', '') },
  },
})
export const types: ReadonlyMap<string, ResourceType> = new Map(
  [machineType, diskType].map((type) => [type.name, type]),
)

/** An operation that sets one property of a machine to a value, and puts back what was there. */
export function settingOperation(verb: string, property: string, more: Partial<Operation> = {}): Operation {
  const type = more.type ?? 'x.machine'
  return {
    name: `${type}.${verb}`,
    verb,
    type,
    title: verb,
    documentation: 'https://example.com',
    params: { to: { type: 'string', title: 'Value' } },
    risk: 'low',
    destructive: false,
    permissions: [`x:${verb}`],
    reads: [],
    dependsOn: [property],
    precondition: ({ properties }, { to }) =>
      properties[property] === (to ?? undefined) ? { kind: 'already', reason: `it is ${to}` } : undefined,
    effect: (target, { to }) => ({ target: withProperty(target, property, to ?? undefined) }),
    inverse: ({ properties }) => ({
      operation: `${type}.${verb}`,
      params: { to: (properties[property] ?? null) as string },
    }),
    idempotency: 'natural',
    requests: ({ id }, { to }, token) => [{ service: 'x', action: verb, input: { id, to, token } }],
    settlesWithin: 60,
    ...more,
  }
}

function withProperty(target: Resource, property: string, value: unknown): Resource {
  const { [property]: _, ...rest } = target.properties
  return { ...target, properties: value === undefined ? rest : { ...rest, [property]: value } }
}

export const setState = settingOperation('set-state', 'State')
export const setSize = settingOperation('set-size', 'Size', { risk: 'medium' })
export const setPower = settingOperation('set-power', 'Power', { reads: ['power'], dependsOn: [] })
export const detach = settingOperation('detach', 'Machine', { type: 'x.disk' })
export const terminate = settingOperation('terminate', 'State', {
  destructive: true,
  risk: 'high',
  precondition: () => undefined,
  effect: () => ({ target: undefined }),
  inverse: () => undefined,
})
export const copy = settingOperation('copy', 'State', {
  precondition: () => undefined,
  effect: (target, _, { newId }) => ({
    target,
    created: [fakeResource('x.disk', newId('disk'), { Machine: target.id })],
  }),
  inverse: () => undefined,
  makes: { type: 'x.disk', ids: () => undefined, bears: () => false },
})
export const operations: ReadonlyMap<string, Operation> = new Map(
  [setState, setSize, setPower, detach, terminate, copy].map((operation) => [operation.name, operation]),
)

/** A condition or value of a playbook. */
export function expression(text: string, params: Readonly<Record<string, string | number>> = {}): Expression {
  const free = {
    schema: { type: 'any' },
    document: { source: '', root: { type: 'object', properties: {} }, definitions: {} },
  } as const
  const scope = {
    resourceType: machineType,
    linked: new Map(),
    params,
    names: { target: free, before: free, steps: free, item: free },
  }
  const { value, diagnostics } = checkCel(text, { scope, expects: 'any', locate: () => nowhere })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}

/** A price sheet for machines. */
export function priceSheet(prices: Readonly<Record<string, string>>, more: Partial<PriceSheet> = {}): PriceSheet {
  return { id: 'sheet', title: 'Sheet', currency: 'EUR', prices, range: nowhere, ...more }
}

/** A step that performs an operation of machines. */
export function step(verb: string, more: Partial<Extract<Step, { kind: 'operation' }>> = {}): Step {
  const operation = verb.includes('.') ? verb : `x.machine.${verb}`
  return { kind: 'operation', name: verb, operation, params: {}, undo: 'declared', range: nowhere, ...more }
}

export const openLimits: Limits = {
  maximumTargets: 20,
  environments: ['development', 'production'],
  accounts: [],
  maximumRisk: 'critical',
  windows: [],
  protectedTags: {},
}

/** A playbook for machines, whose digest covers what a test says of it. */
export function playbook(id: string, steps: readonly Step[], more: Partial<CompiledPlaybook> = {}): CompiledPlaybook {
  return {
    id,
    title: id,
    version: 1,
    target: 'x.machine',
    params: {},
    limits: openLimits,
    steps,
    range: nowhere,
    digest: digest([id, steps, more]),
    ...more,
  }
}

export function machine(
  id: string,
  properties: Readonly<Record<string, unknown>> = {},
  more: Partial<Resource> = {},
): Resource {
  return fakeResource('x.machine', id, { State: 'running', ...properties }, more)
}

export function disk(id: string, machineId: string): Resource {
  return fakeResource('x.disk', id, { Machine: `arn:${machineId}` }, { links: { machine: [machineId] } })
}

/** An estate that was read whole. */
export function estateOf(resources: readonly Resource[]): LoadedEstate {
  return new LoadedEstate({
    resources,
    links: linkCatalogOf(types.values()),
    listings: (account, type) => [{ account, type, region: 'r1' }],
  })
}

export function policy(id: string, violates: string, more: Partial<CompiledPolicy> = {}): CompiledPolicy {
  return { ...compiledPolicy({ id, type: machineType, violates }), ...more }
}

export function finding(
  policyId: string,
  { type, id, name, account, region, tags }: Resource,
  severity: Finding['severity'] = 'high',
): Finding {
  return {
    id: digest([policyId, id]).slice(0, 16),
    verdict: 'violating',
    policy: policyId,
    title: policyId,
    severity,
    pillar: 'security',
    frameworks: {},
    resource: { type, id, name, account, region, tags },
    message: '',
    remediation: {},
    change: 'new',
    firstSeen: '2026-11-24T00:00:00.000Z',
  }
}

export const configuration: Configuration = fakeConfiguration({
  accounts: [fakeAccount('1', { environment: 'development' })],
})

/** An order for a playbook on everything in its scope. */
export function order(wanted: CompiledPlaybook, more: Partial<PlaybookOrder> = {}): PlaybookOrder {
  return { playbook: wanted, run: runParameters(wanted, {}).value, selection: {}, select: [], ...more }
}

/** A request for some orders on some resources; the rest is made up. */
export function request(
  orders: readonly PlaybookOrder[],
  resources: readonly Resource[],
  more: Partial<PlanRequest> = {},
): PlanRequest {
  return {
    orders,
    playbooks: new Map(orders.map((one) => [one.playbook.id, one.playbook])),
    operations,
    types,
    policies: [],
    standingApprovals: [],
    access: { people: [], roles: [], approvalRules: defaultApprovalRules },
    blastRadius: defaultBlastRadius,
    configuration,
    priceSheets: [],
    estate: estateOf(resources),
    snapshot: '20261124T000000Z-aaaa',
    requester: 'ada',
    now: new Date('2026-11-24T10:00:00Z'),
    ...more,
  }
}
