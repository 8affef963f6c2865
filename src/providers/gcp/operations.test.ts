import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OperationParameters } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import type { SchemaDocument } from '../../core/schema.js'
import { assertLaws, documentsOf } from '../operating/operation-laws.fixture.js'
import { textMembers } from '../reading/rest-answer.js'
import type { GcpResourceType } from './description.js'
import { gcpOperations } from './operations.js'
import { validateRequest } from './requests/validate-request.js'
import { gcpTypes } from './types.js'

const compute = 'https://www.googleapis.com/compute/v1/projects/p'
const labels = fc.dictionary(fc.constantFrom('env', 'owner', 'team'), fc.constantFrom('a', 'b'))
const changedLabels = fc.dictionary(fc.constantFrom('env', 'owner', 'team'), fc.constantFrom('a', 'b', null), {
  minKeys: 1,
})
const member = fc.constantFrom('allUsers', 'allAuthenticatedUsers', 'group:a@example.com', 'user:b@example.com')
const members = fc.uniqueArray(member, { minLength: 1 })
const roleName = fc.constantFrom(
  'roles/storage.objectViewer',
  'roles/storage.admin',
  'roles/storage.legacyBucketReader',
)
const bindings = fc.uniqueArray(fc.record({ role: roleName, members }), { selector: ({ role }) => role })
const entity = fc.constantFrom('allUsers', 'allAuthenticatedUsers', 'project-owners-1')
const acl = fc.uniqueArray(fc.record({ entity, role: fc.constantFrom('READER', 'OWNER') }), {
  selector: (entry) => entry.entity,
})

/** Of each type, the parts that operations look at. */
const given: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  'gcp.compute.instance': {
    status: fc.constantFrom('RUNNING', 'TERMINATED', 'STOPPING'),
    disks: fc.constantFrom([{ type: 'PERSISTENT' }], [{ type: 'SCRATCH' }]),
    machineType: fc.constantFrom('e2-small', 'n2-standard-4').map((size) => `${compute}/zones/z/machineTypes/${size}`),
    labelFingerprint: fc.constant('42WmSpB8rSM='),
  },
  'gcp.compute.disk': {
    sizeGb: fc.constantFrom('10', '50', '100'),
    users: fc.constantFrom(undefined, [`${compute}/zones/z/instances/i`]),
    labelFingerprint: fc.constant('42WmSpB8rSM='),
  },
  'gcp.compute.snapshot': { labelFingerprint: fc.constant('42WmSpB8rSM=') },
  'gcp.compute.firewall': {
    direction: fc.constantFrom('INGRESS', 'EGRESS'),
    sourceRanges: fc.subarray(['0.0.0.0/0', '::/0', '10.0.0.0/8', '203.0.113.0/24'], { minLength: 1 }),
    allowed: fc.constant([{ IPProtocol: 'tcp', ports: ['22'] }]),
    denied: fc.constant(undefined),
  },
  'gcp.storage.bucket': {
    iamPolicy: fc.record({
      kind: fc.constant('storage#policy'),
      version: fc.constant(1),
      etag: fc.constant('CAI='),
      bindings,
    }),
    acl,
    defaultObjectAcl: acl,
    'iamConfiguration.publicAccessPrevention': fc.constantFrom('enforced', 'inherited'),
    retentionPolicy: fc.constantFrom(
      undefined,
      { retentionPeriod: '86400' },
      { retentionPeriod: '864000', isLocked: true },
    ),
    lifecycle: fc.constantFrom(undefined, { rule: [{ action: { type: 'Delete' }, condition: { age: 400 } }] }),
    logging: fc.constantFrom(undefined, { logBucket: 'old-logs', logObjectPrefix: 'x' }),
  },
}

const none = fc.constant<OperationParameters>({})
const bucketSettings = {
  publicAccessPrevention: fc.constantFrom('enforced', 'inherited'),
  versioning: fc.boolean(),
  lifecycle: fc.constant(null),
}

/** Parameters by operation, or by verb; other operations take none. */
const parameters: Readonly<Record<string, fc.Arbitrary<OperationParameters>>> = {
  tag: fc.record({ tags: changedLabels }),
  untag: fc.record({ keys: fc.subarray(['env', 'owner', 'team'], { minLength: 1 }) }),
  'gcp.compute.instance.resize': fc.record({ size: fc.constantFrom('e2-small', 'e2-medium') }),
  'gcp.compute.disk.resize': fc.record({ sizeGb: fc.constantFrom(10, 50, 200) }),
  'gcp.compute.disk.attach': fc.record({ instance: fc.constant(`${compute}/zones/z/instances/i`) }),
  'restrict-ingress': fc.constant({ sources: ['35.235.240.0/20'] }),
  'gcp.compute.instance.configure': fc.record({ deletionProtection: fc.boolean() }),
  'gcp.compute.firewall.configure': fc.record({ disabled: fc.boolean(), logging: fc.boolean() }),
  'gcp.storage.bucket.configure': fc.record(bucketSettings, { requiredKeys: ['versioning'] }),
  'gcp.storage.bucket.enable-logging': fc.record({ bucket: fc.constant('logs') }),
  'set-retention': fc.record({ period: fc.constantFrom('1d', '7d', '30d') }),
  'set-lifecycle': fc.record({ deleteAfterDays: fc.constantFrom(30, 400) }),
  'attach-policy': fc.record({ bindings, acl }, { requiredKeys: [] }),
}

const leavingNoTrace = /\.(restart|create-snapshot)$/

interface Generated {
  readonly type: GcpResourceType
  readonly targets: fc.Arbitrary<Resource>
}

const generatedTypes = await Promise.all(
  gcpTypes.map(async (type) => ({ type, targets: targetsOf(type, await type.schema()) })),
)

function generated(typeName: string): Generated {
  const found = generatedTypes.find(({ type }) => type.name === typeName)
  if (found === undefined) throw new Error(`there is no type ${typeName}`)
  return found
}

function targetsOf(type: GcpResourceType, schema: SchemaDocument): fc.Arbitrary<Resource> {
  const path = type.description.list.url.includes('aggregated') ? 'zones/z' : 'global'
  const selfLink = `${compute}/${path}/${type.name.split('.').at(-1)}s/target`
  const shape = {
    ...given[type.name],
    ...(type.taggable && { labels }),
    selfLink: fc.constant(selfLink),
    name: fc.constant('target'),
  }
  return documentsOf(schema, shape).map((properties) => ({
    type: type.name,
    id: type.description.identity === 'name' ? 'target' : selfLink.replace(/^.*(?=projects\/)/, ''),
    name: 'target',
    account: 'p',
    region: 'global',
    tags: textMembers(properties['labels']),
    properties,
  }))
}

describe('the operations of GCP', () => {
  it('are registered, folder by folder', () => {
    const folders = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('/operations.ts'))
      .map((path) => `gcp.${dirname(path).split('/').join('.')}`)
    expect([...new Set(gcpOperations.map(({ type }) => type))].sort()).toEqual(folders.sort())
    const folderOf = (name: string): string => name.split('.').slice(1).join('/')
    expect(gcpTypes.every(({ name }) => existsSync(join(import.meta.dirname, folderOf(name), 'operations.ts')))).toBe(
      true,
    )
  })

  it('have names of their own, a page of the vendor and permissions', () => {
    expect(new Set(gcpOperations.map(({ name }) => name)).size).toBe(gcpOperations.length)
    const silent = gcpOperations.filter(
      ({ documentation, permissions }) => !documentation.startsWith('https://') || permissions.length === 0,
    )
    expect(silent).toEqual([])
  })

  it.each(gcpOperations)('$name: effect, repetition, inverse and requests agree', async (operation) => {
    const { type, targets } = generated(operation.type)
    const types = new Map(gcpTypes.map((each) => [each.name, each]))
    const law = {
      operation,
      operations: gcpOperations,
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

  it.each(gcpOperations)('$name refuses a target whose parts are unread', (operation) => {
    const unread = { reason: 'access-denied', message: 'no' } as const
    const target: Resource = {
      type: operation.type,
      id: 't',
      name: 't',
      account: 'p',
      region: 'r',
      tags: {},
      properties: {},
    }
    const parts = Object.fromEntries(operation.dependsOn.map((path) => [path.split('.')[0] ?? '', unread]))
    const [params] = fc.sample(parameters[operation.name] ?? parameters[operation.verb] ?? none, 1)
    expect(operation.precondition({ ...target, unread: parts }, params ?? {})?.kind).toBe('refused')
  })
})
