import { describe, expect, it } from 'vitest'
import type { OperationParameters } from '../../../src/core/operation.js'
import { createGcpProvider } from '../../../src/providers/gcp/index.js'
import { gcpOperations } from '../../../src/providers/gcp/operations.js'
import { describeRealisticRequests, issuesOf } from '../realistic-requests.js'

const provider = createGcpProvider()

const parameters: Readonly<Record<string, OperationParameters>> = {
  tag: { tags: { reviewed: 'yes', environment: null } },
  untag: { keys: ['environment', 'owner'] },
  'gcp.compute.instance.resize': { size: 'e2-small' },
  'gcp.compute.instance.configure': { deletionProtection: true },
  'gcp.compute.disk.resize': { sizeGb: 4096 },
  'gcp.compute.disk.attach': { instance: 'https://www.googleapis.com/compute/v1/projects/p/zones/z/instances/i' },
  'restrict-ingress': { sources: ['35.235.240.0/20'] },
  'gcp.compute.firewall.configure': { disabled: true, logging: true },
  'gcp.storage.bucket.configure': { versioning: true, lifecycle: null },
  'gcp.storage.bucket.enable-logging': { bucket: 'access-logs' },
  'set-retention': { period: '30d' },
  'set-lifecycle': { deleteAfterDays: 365 },
  'attach-policy': {
    bindings: [{ role: 'roles/storage.objectViewer', members: ['group:a@example.com'] }],
    acl: [{ entity: 'group-a@example.com', role: 'READER' }],
  },
}

await describeRealisticRequests({
  cloud: 'gcp',
  provider,
  operations: gcpOperations,
  parameters,
  snapshots: { madeBy: 'gcp.compute.disk.create-snapshot', type: 'gcp.compute.snapshot' },
})

describe('a wrong request to GCP', () => {
  const right = { project: 'p', zone: 'z', disk: 'd', body: { sizeGb: '64' } }

  function issuesOfResize(input: object): Promise<readonly string[]> {
    return issuesOf(provider, { service: 'compute', action: 'disks.resize', input: { ...right, ...input } })
  }

  it('is told from a right one', async () => {
    expect(await issuesOfResize({})).toEqual([])
  })

  it.each([
    ['a misspelt property', { body: { sizeGB: '64' } }, 'body.sizeGB is unknown'],
    ['a number for a text', { body: { sizeGb: 64 } }, 'body.sizeGb must be a text, not 64'],
    ['a parameter left out', { zone: undefined }, 'parameters.zone is missing'],
    ['a parameter that there is not', { region: 'r' }, 'parameters.region is unknown'],
    ['a body left out', { body: undefined }, 'body must be an object, not undefined'],
  ])('%s', async (_, wrong, issue) => {
    expect(await issuesOfResize(wrong)).toEqual([issue])
  })

  it('a method that no operation calls, and a body where there is none', async () => {
    const unknown = { service: 'compute', action: 'disks.explode', input: right }
    expect(await issuesOf(provider, unknown)).toEqual(['no method is described for compute.disks.explode'])
    const remove = { service: 'compute', action: 'disks.delete', input: right }
    expect(await issuesOf(provider, remove)).toEqual(['the method takes no body'])
  })
})
