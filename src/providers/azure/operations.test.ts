import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OperationParameters } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import type { SchemaDocument } from '../../core/schema.js'
import { assertLaws, documentsOf } from '../operating/operation-laws.fixture.js'
import { textMembers } from '../reading/rest-answer.js'
import type { AzureResourceType } from './description.js'
import { azureOperations } from './operations.js'
import { validateRequest } from './requests/validate-request.js'
import { azureTypes } from './types.js'

const network = fc.constantFrom('*', 'Internet', '0.0.0.0/0', '10.0.0.0/8', 'VirtualNetwork', '203.0.113.7')
const portRange = fc.constantFrom('22', '20-25', '*', '443')
const tags = fc.dictionary(fc.constantFrom('env', 'owner', 'team'), fc.constantFrom('a', 'b'))
const changedTags = fc.dictionary(fc.constantFrom('env', 'owner', 'team'), fc.constantFrom('a', 'b', null), {
  minKeys: 1,
})

const rule = fc.record({
  name: fc.stringMatching(/^[a-z]{1,8}$/),
  properties: fc.record({
    priority: fc.integer({ min: 100, max: 4096 }),
    direction: fc.constantFrom('Inbound', 'Outbound'),
    access: fc.constantFrom('Allow', 'Deny'),
    protocol: fc.constantFrom('*', 'Tcp'),
    sourcePortRange: fc.constant('*'),
    destinationAddressPrefix: fc.constant('*'),
    sourceAddressPrefixes: fc.array(network, { minLength: 1, maxLength: 3 }),
    destinationPortRanges: fc.array(portRange, { minLength: 1, maxLength: 2 }),
    provisioningState: fc.constant('Succeeded'),
  }),
})

const machines = '/subscriptions/s1/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines'

/** Of each type, the parts that operations look at. */
const given: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  'azure.compute.virtual-machine': {
    'instanceView.statuses': fc
      .constantFrom('running', 'stopped', 'deallocated', 'starting')
      .map((state) => [{ code: `PowerState/${state}`, level: 'Info', displayStatus: `VM ${state}` }]),
    'properties.hardwareProfile.vmSize': fc.constantFrom('Standard_B2s', 'Standard_D4s_v5'),
  },
  'azure.compute.disk': {
    managedBy: fc.constantFrom(undefined, `${machines}/vm`),
    managedByExtended: fc.constant(undefined),
    'properties.osType': fc.constantFrom(undefined, 'Linux'),
    'properties.diskState': fc.constantFrom('Attached', 'Unattached', 'Reserved'),
    'properties.diskSizeGB': fc.constantFrom(32, 64, 128),
    sku: fc.constantFrom(
      { name: 'Standard_LRS', tier: 'Standard' },
      { name: 'Premium_LRS', tier: 'Premium' },
      { name: 'UltraSSD_LRS', tier: 'Ultra' },
    ),
  },
  'azure.network.security-group': {
    'properties.securityRules': fc.uniqueArray(rule, { selector: ({ name }) => name, maxLength: 4 }),
  },
  'azure.storage.account': {
    'properties.isHnsEnabled': fc.constantFrom(undefined, false, true),
    'blobServices.properties.isVersioningEnabled': fc.boolean(),
    'blobServices.properties.deleteRetentionPolicy': fc.constantFrom(
      { enabled: false },
      { enabled: true, days: 7 },
      { enabled: true, days: 30 },
    ),
    'blobServices.properties.restorePolicy': fc.constantFrom(undefined, {
      enabled: true,
      days: 5,
      lastEnabledTime: '2026-01-01T00:00:00Z',
    }),
    'properties.supportsHttpsTrafficOnly': fc.boolean(),
    'properties.minimumTlsVersion': fc.constantFrom('TLS1_0', 'TLS1_1', 'TLS1_2', 'TLS1_3'),
    'properties.allowBlobPublicAccess': fc.boolean(),
    'properties.networkAcls': fc.record({
      bypass: fc.constant('AzureServices'),
      defaultAction: fc.constantFrom('Allow', 'Deny'),
      ipRules: fc.constantFrom([], [{ value: '203.0.113.7', action: 'Allow' }]),
    }),
  },
}

const none = fc.constant<OperationParameters>({})
const tagParameters = fc.record({ tags: changedTags })
const keyParameters = fc.record({ keys: fc.subarray(['env', 'owner', 'team'], { minLength: 1 }) })
const ruleSelection = { port: fc.constantFrom(22, 443) }
const settings = {
  supportsHttpsTrafficOnly: fc.boolean(),
  minimumTlsVersion: fc.constantFrom('TLS1_0', 'TLS1_2'),
  allowBlobPublicAccess: fc.boolean(),
  defaultAction: fc.constantFrom('Allow', 'Deny'),
}

/** Parameters by operation, or by verb; other operations take none. */
const parameters: Readonly<Record<string, fc.Arbitrary<OperationParameters>>> = {
  tag: tagParameters,
  untag: keyParameters,
  stop: fc.record({ deallocate: fc.boolean() }, { requiredKeys: [] }),
  'azure.compute.virtual-machine.resize': fc.record({ size: fc.constantFrom('Standard_B2s', 'Standard_B4ms') }),
  'azure.compute.disk.resize': fc.record({ sizeGb: fc.constantFrom(32, 64, 256) }),
  'azure.compute.disk.attach': fc.record({ machine: fc.constant(`${machines}/vm`) }),
  'change-type': fc.record({ type: fc.constantFrom('Standard_LRS', 'StandardSSD_LRS', 'Premium_LRS') }),
  'require-minimum-tls': fc.record({ version: fc.constantFrom('TLS1_2', 'TLS1_3') }, { requiredKeys: [] }),
  'azure.storage.account.restrict-ingress': fc.record({ sources: fc.subarray(['203.0.113.7', '198.51.100.0/24']) }),
  'configure-blob-service': fc.record({ versioning: fc.boolean() }),
  'azure.storage.account.configure': fc.record(settings, { requiredKeys: ['defaultAction'] }),
  'azure.network.security-group.restrict-ingress': fc.record(
    { ...ruleSelection, sources: fc.constant(['10.1.0.0/16']) },
    { requiredKeys: ['sources'] },
  ),
  'revoke-rule': fc.record(ruleSelection, { requiredKeys: [] }),
  'azure.network.security-group.configure': fc.record({ rules: fc.array(rule, { minLength: 1, maxLength: 1 }) }),
}

const leavingNoTrace = /\.(restart|redeploy|create-snapshot|security-group\.configure)$/

interface Generated {
  readonly type: AzureResourceType
  readonly targets: fc.Arbitrary<Resource>
}

const generatedTypes = await Promise.all(
  azureTypes.map(async (type) => ({ type, targets: targetsOf(type, await type.schema()) })),
)

function generated(typeName: string): Generated {
  const found = generatedTypes.find(({ type }) => type.name === typeName)
  if (found === undefined) throw new Error(`there is no type ${typeName}`)
  return found
}

function targetsOf(type: AzureResourceType, schema: SchemaDocument): fc.Arbitrary<Resource> {
  const id = `/subscriptions/s1/resourceGroups/RG/providers/${type.description.armType}/Target`
  const shape = { ...given[type.name], id: fc.constant(id), location: fc.constant('westeurope'), tags }
  return documentsOf(schema, shape).map((properties) => ({
    type: type.name,
    id: id.toLowerCase(),
    name: 'Target',
    account: 's1',
    region: 'westeurope',
    tags: textMembers(properties['tags']),
    properties,
  }))
}

describe('the operations of Azure', () => {
  it('are registered, folder by folder', () => {
    const folders = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('/operations.ts'))
      .map((path) => `azure.${dirname(path).split('/').join('.')}`)
    expect([...new Set(azureOperations.map(({ type }) => type))].sort()).toEqual(folders.sort())
    expect(
      azureTypes.every(({ name }) => existsSync(join(import.meta.dirname, `${folderOf(name)}/operations.ts`))),
    ).toBe(true)
  })

  it('have names of their own, a page of the vendor and permissions', () => {
    expect(new Set(azureOperations.map(({ name }) => name)).size).toBe(azureOperations.length)
    const silent = azureOperations.filter(
      ({ documentation, permissions }) => !documentation.startsWith('https://') || permissions.length === 0,
    )
    expect(silent).toEqual([])
  })

  it.each(azureOperations)('$name: effect, repetition, inverse and requests agree', async (operation) => {
    const { type, targets } = generated(operation.type)
    const types = new Map(azureTypes.map((each) => [each.name, each]))
    const law = {
      operation,
      operations: azureOperations,
      type,
      types,
      leavesNoTrace: leavingNoTrace.test(operation.name),
    }
    const params = parameters[operation.name] ?? parameters[operation.verb] ?? none
    let applied = 0
    await fc.assert(
      fc.asyncProperty(targets, params, async (target, given) => {
        if (!(await assertLaws(law, target, given))) return
        applied++
        const requests = operation.requests(target, given, 'token-1')
        expect(requests.length).toBeGreaterThan(0)
        expect((await Promise.all(requests.map(validateRequest))).flat()).toEqual([])
      }),
      { numRuns: 40 },
    )
    expect(applied).toBeGreaterThan(0)
  })

  it.each(azureOperations)('$name refuses a target whose parts are unread', (operation) => {
    const unread = { reason: 'access-denied', message: 'no' } as const
    const target: Resource = {
      type: operation.type,
      id: '/s',
      name: 't',
      account: 's1',
      region: 'r',
      tags: {},
      properties: {},
    }
    const parts = Object.fromEntries(operation.dependsOn.map((path) => [path.split('.')[0] ?? '', unread]))
    const [params] = fc.sample(parameters[operation.name] ?? parameters[operation.verb] ?? none, 1)
    expect(operation.precondition({ ...target, unread: parts }, params ?? {})?.kind).toBe('refused')
  })
})

function folderOf(typeName: string): string {
  return typeName.split('.').slice(1).join('/')
}
