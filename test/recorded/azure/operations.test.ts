import { describe, expect, it } from 'vitest'
import type { OperationParameters } from '../../../src/core/operation.js'
import { createAzureProvider } from '../../../src/providers/azure/index.js'
import { azureOperations } from '../../../src/providers/azure/operations.js'
import { describeRealisticRequests, issuesOf } from '../realistic-requests.js'

const provider = createAzureProvider()

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

await describeRealisticRequests({
  cloud: 'azure',
  provider,
  operations: azureOperations,
  parameters,
  snapshots: { madeBy: 'azure.compute.disk.create-snapshot', type: 'azure.compute.snapshot' },
})

describe('a wrong request to Azure', () => {
  const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d'
  const right = { path: id, apiVersion: '2024-03-02', body: { properties: { diskSizeGB: 64 } } }

  it('is told from a right one', async () => {
    expect(await issuesOf(provider, { service: 'arm', action: 'PATCH', input: right })).toEqual([])
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
    const issues = await issuesOf(provider, { service: 'arm', action: 'PATCH', input: { ...right, ...wrong } })
    expect(issues).toHaveLength(1)
    expect(issues[0]).toContain(issue)
  })

  it('a required property left out, and a body where there is none', async () => {
    const path = id.replace('disks/d', 'snapshots/s')
    const body = { location: 'westeurope', properties: { creationData: {} } }
    const put = { service: 'arm', action: 'PUT', input: { ...right, path, body } }
    expect(await issuesOf(provider, put)).toEqual(['body.properties.creationData.createOption is missing'])
    const remove = { service: 'arm', action: 'DELETE', input: { ...right, path } }
    expect(await issuesOf(provider, remove)).toEqual(['the call takes no body'])
  })
})
