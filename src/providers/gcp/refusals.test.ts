import { describe, expect, it } from 'vitest'
import type { Operation, OperationParameters } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import { gcpOperations } from './operations.js'

function operation(name: string): Operation {
  const found = gcpOperations.find((candidate) => candidate.name === `gcp.${name}`)
  if (found === undefined) throw new Error(`there is no ${name}`)
  return found
}

function target(properties: Resource['properties']): Resource {
  return { type: 't', id: 'logs', name: 'logs', account: 'p', region: 'r', tags: {}, properties }
}

const proxy = { sources: ['35.235.240.0/20'] }
const locked = { retentionPolicy: { retentionPeriod: '864000', isLocked: true } }
const scratch = { status: 'RUNNING', disks: [{ type: 'SCRATCH' }] }

describe('an operation on GCP', () => {
  it.each<[string, string, Resource['properties'], OperationParameters, 'already' | 'refused' | undefined]>([
    ['keeps a local SSD', 'compute.instance.stop', scratch, {}, 'refused'],
    ['resizes no running instance', 'compute.instance.resize', { status: 'RUNNING' }, { size: 'e2-small' }, 'refused'],
    ['respects protection', 'compute.instance.terminate', { deletionProtection: true }, {}, 'refused'],
    ['deletes no disk in use', 'compute.disk.delete', { users: ['vm'] }, {}, 'refused'],
    ['shrinks no disk', 'compute.disk.resize', { sizeGb: '50' }, { sizeGb: 10 }, 'refused'],
    ['narrows the internet', 'compute.firewall.restrict-ingress', { sourceRanges: ['0.0.0.0/0'] }, proxy, undefined],
    ['narrows a rule without source', 'compute.firewall.restrict-ingress', {}, proxy, undefined],
    ['does not widen a rule for tags', 'compute.firewall.restrict-ingress', { sourceTags: ['web'] }, proxy, 'already'],
    [
      'does not weaken a denial',
      'compute.firewall.restrict-ingress',
      { sourceRanges: ['0.0.0.0/0'], denied: [{}] },
      proxy,
      'refused',
    ],
    ['leaves outbound rules', 'compute.firewall.restrict-ingress', { direction: 'EGRESS' }, proxy, 'refused'],
    ['admits no internet', 'compute.firewall.restrict-ingress', {}, { sources: ['0.0.0.0/0'] }, 'refused'],
    ['shortens no locked retention', 'storage.bucket.set-retention', locked, { period: '1d' }, 'refused'],
    ['lengthens a locked retention', 'storage.bucket.set-retention', locked, { period: '90d' }, undefined],
    ['logs no bucket to itself', 'storage.bucket.enable-logging', {}, { bucket: 'logs' }, 'refused'],
    ['spells labels as Google does', 'compute.disk.tag', {}, { tags: { Owner: 'a' } }, 'refused'],
  ])('%s', (_, name, properties, params, kind) => {
    expect(operation(name).precondition(target(properties), params)?.kind).toBe(kind)
  })

  it('takes everyone out of the policy that was read, and of the ACL only when they are in it', () => {
    const group = { role: 'roles/storage.admin', members: ['group:a@example.com'] }
    const bindings = [
      { ...group, members: [...group.members, 'allUsers'] },
      { role: 'roles/viewer', members: ['allUsers'] },
    ]
    const bucket = target({
      iamPolicy: { etag: 'CAI=', version: 1, bindings },
      acl: [{ entity: 'user-a', role: 'OWNER' }],
    })
    expect(operation('storage.bucket.make-private').requests(bucket, {}, 't')).toEqual([
      {
        service: 'storage',
        action: 'buckets.setIamPolicy',
        input: { bucket: 'logs', body: { bindings: [group], etag: 'CAI=', version: 1 } },
      },
    ])
  })

  it('sends the same request id whenever a step is repeated, and another for another step', () => {
    const idOf = (token: string): unknown =>
      operation('compute.instance.start').requests(target({}), {}, token)[0]?.input['requestId']
    expect(idOf('step-1')).toBe(idOf('step-1'))
    expect(idOf('step-1')).not.toBe(idOf('step-2'))
  })
})
