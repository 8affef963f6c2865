import { describe, expect, it } from 'vitest'
import type { CloudRequest, OperationParameters } from '../../../src/core/operation.js'
import { createGcpProvider } from '../../../src/providers/gcp/index.js'
import { gcpOperations } from '../../../src/providers/gcp/operations.js'
import { documentIssues, effectContext } from '../../../src/providers/operating/operation-laws.fixture.js'
import { realisticTargets } from '../realistic-targets.js'

const provider = createGcpProvider()
const read = await realisticTargets(provider, 'gcp')
const snapshots = simulated('gcp.compute.disk.create-snapshot')
const targets = [...read, ...snapshots]

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

function simulated(name: string) {
  const operation = gcpOperations.find((candidate) => candidate.name === name)
  return read
    .filter(({ type }) => type === operation?.type)
    .flatMap((target) => operation?.effect(target, {}, effectContext).created ?? [])
}

function issuesOf(request: CloudRequest): Promise<readonly string[]> {
  return provider.validateRequest?.(request) ?? Promise.resolve(['not validated'])
}

describe('requests of GCP operations on realistic targets', () => {
  it.each(gcpOperations)('$name sends what the packages describe', async (operation) => {
    const params = parameters[operation.name] ?? parameters[operation.verb] ?? {}
    const requests = targets
      .filter(({ type }) => type === operation.type)
      .flatMap((target) => operation.requests(target, params, '0123456789abcdef'))
    expect(requests.length).toBeGreaterThan(0)
    expect((await Promise.all(requests.map(issuesOf))).flat()).toEqual([])
  })

  it('simulate snapshots that fit the schema of their type', async () => {
    const type = provider.types.find(({ name }) => name === 'gcp.compute.snapshot')
    const issues = await Promise.all(snapshots.map((snapshot) => (type ? documentIssues(type, snapshot) : ['no type'])))
    expect(snapshots.length).toBeGreaterThan(0)
    expect(issues.flat()).toEqual([])
  })
})

describe('a wrong request to GCP', () => {
  const right = { project: 'p', zone: 'z', disk: 'd', body: { sizeGb: '64' } }

  function issuesOfResize(input: object): Promise<readonly string[]> {
    return issuesOf({ service: 'compute', action: 'disks.resize', input: { ...right, ...input } })
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
    expect(await issuesOf(unknown)).toEqual(['no method is described for compute.disks.explode'])
    const remove = { service: 'compute', action: 'disks.delete', input: right }
    expect(await issuesOf(remove)).toEqual(['the method takes no body'])
  })
})
