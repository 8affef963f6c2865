import { describe, expect, it } from 'vitest'
import type { CloudRequest, OperationParameters } from '../../../src/core/operation.js'
import { createAzureProvider } from '../../../src/providers/azure/index.js'
import { azureOperations } from '../../../src/providers/azure/operations.js'
import { documentIssues, effectContext } from '../../../src/providers/operating/operation-laws.fixture.js'
import { realisticTargets } from '../realistic-targets.js'

const provider = createAzureProvider()
const read = await realisticTargets(provider, 'azure')
const snapshots = simulated('azure.compute.disk.create-snapshot')
const targets = [...read, ...snapshots]

const parameters: Readonly<Record<string, OperationParameters>> = {
  tag: { tags: { reviewed: 'yes', environment: null } },
  untag: { keys: ['environment', 'owner'] },
  'azure.compute.virtual-machine.resize': { size: 'Standard_B2s' },
  'azure.compute.disk.resize': { sizeGb: 4096 },
  'azure.compute.disk.attach': {
    machine: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web',
  },
  'change-type': { type: 'StandardSSD_LRS' },
  'azure.network.security-group.restrict-ingress': { sources: ['203.0.113.0/24'] },
  'azure.network.security-group.configure': {
    rules: [{ name: 'deny-all', properties: { priority: 4000, direction: 'Inbound', access: 'Deny', protocol: '*' } }],
  },
  'azure.storage.account.restrict-ingress': { sources: ['203.0.113.7'] },
  'configure-blob-service': { versioning: true },
  'azure.storage.account.configure': { minimumTlsVersion: 'TLS1_2', defaultAction: 'Deny' },
}

function simulated(name: string) {
  const operation = azureOperations.find((candidate) => candidate.name === name)
  return read
    .filter(({ type }) => type === operation?.type)
    .flatMap((target) => operation?.effect(target, {}, effectContext).created ?? [])
}

function issuesOf(request: CloudRequest): Promise<readonly string[]> {
  return provider.validateRequest?.(request) ?? Promise.resolve(['not validated'])
}

describe('requests of Azure operations on realistic targets', () => {
  it.each(azureOperations)('$name sends what the management packages describe', async (operation) => {
    const params = parameters[operation.name] ?? parameters[operation.verb] ?? {}
    const requests = targets
      .filter(({ type }) => type === operation.type)
      .flatMap((target) => operation.requests(target, params, '0123456789abcdef'))
    expect(requests.length).toBeGreaterThan(0)
    expect((await Promise.all(requests.map(issuesOf))).flat()).toEqual([])
  })

  it('simulate snapshots that fit the schema of their type', async () => {
    const type = provider.types.find(({ name }) => name === 'azure.compute.snapshot')
    const issues = await Promise.all(snapshots.map((snapshot) => (type ? documentIssues(type, snapshot) : ['no type'])))
    expect(snapshots.length).toBeGreaterThan(0)
    expect(issues.flat()).toEqual([])
  })
})

describe('a wrong request to Azure', () => {
  const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d'
  const right = { path: id, apiVersion: '2024-03-02', body: { properties: { diskSizeGB: 64 } } }

  it('is told from a right one', async () => {
    expect(await issuesOf({ service: 'arm', action: 'PATCH', input: right })).toEqual([])
  })

  it.each([
    ['a misspelt property', { body: { properties: { diskSizeGb: 64 } } }, 'body.properties.diskSizeGb is unknown'],
    [
      'a text for a number',
      { body: { properties: { diskSizeGB: '64' } } },
      'body.properties.diskSizeGB must be a number',
    ],
    ['what only the server writes', { body: { properties: { diskState: 'Unattached' } } }, 'diskState is unknown'],
    ['another api-version', { apiVersion: '2019-01-01' }, 'apiVersion must be 2024-03-02'],
    ['a path that nothing describes', { path: `${id}/grow` }, 'no call is described'],
    ['a body left out', { body: undefined }, 'body must be an object'],
  ])('%s', async (_, wrong, issue) => {
    const issues = await issuesOf({ service: 'arm', action: 'PATCH', input: { ...right, ...wrong } })
    expect(issues).toHaveLength(1)
    expect(issues[0]).toContain(issue)
  })

  it('a required property left out, and a body where there is none', async () => {
    const path = id.replace('disks/d', 'snapshots/s')
    const body = { location: 'westeurope', properties: { creationData: {} } }
    const put = { service: 'arm', action: 'PUT', input: { ...right, path, body } }
    expect(await issuesOf(put)).toEqual(['body.properties.creationData.createOption is missing'])
    const remove = { service: 'arm', action: 'DELETE', input: { ...right, path } }
    expect(await issuesOf(remove)).toEqual(['the call takes no body'])
  })
})
