import type { CloudRequest, EffectContext, Operation, OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { changes, defineOperation } from '../../../operating/define-operation.js'
import { textAt } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import type { Document } from '../../../reading/rest-answer.js'
import { gcpRequest, placeOf, requestIdOf } from '../../requests/gcp-request.js'
import { fingerprintedLabels } from '../fingerprinted-labels.js'
import { snapshot } from '../snapshot/definition.js'
import { attach, detach } from './attachment.js'
import { disk } from './definition.js'

const { name: type, documentation } = disk

const remove = defineOperation(type, {
  verb: 'delete',
  title: 'Delete',
  documentation: `${documentation}/delete`,
  risk: 'high',
  destructive: true,
  permissions: ['compute.disks.delete'],
  dependsOn: ['users'],
  idempotency: 'token',
  precondition: ({ properties }) => {
    const users = properties['users']
    return Array.isArray(users) && users.length > 0 ? refused(`it is used by ${users.join(', ')}`) : undefined
  },
  effect: () => ({ target: undefined }),
  requests: (target, _, token) => [call('delete', target, { token })],
  settlesWithin: 120,
})

const resize = defineOperation(type, {
  verb: 'resize',
  title: 'Make larger; a disk cannot shrink',
  documentation: `${documentation}/resize`,
  risk: 'medium',
  params: { sizeGb: { type: 'integer', required: true, minimum: 1, maximum: 65_536, title: 'New size in GB' } },
  permissions: ['compute.disks.resize'],
  dependsOn: ['sizeGb'],
  idempotency: 'token',
  precondition: ({ properties }, { sizeGb }) => {
    const current = Number(properties['sizeGb'])
    if (current === sizeGb) return already(`it has ${current} GB`)
    return current > Number(sizeGb) ? refused(`it has ${current} GB, and disks cannot shrink`) : undefined
  },
  effect: (target, { sizeGb }) => changes(target, { ...target.properties, sizeGb: String(sizeGb) }),
  requests: (target, { sizeGb }, token) => [call('resize', target, { token, body: { sizeGb: String(sizeGb) } })],
  settlesWithin: 120,
})

const createSnapshot = defineOperation(type, {
  verb: 'create-snapshot',
  title: 'Take a snapshot',
  documentation: `${documentation}/createSnapshot`,
  risk: 'low',
  params: {
    name: { type: 'string', pattern: '[a-z][a-z0-9-]{0,62}', title: 'Name; made from that of the disk when left out' },
  },
  permissions: ['compute.disks.createSnapshot', 'compute.snapshots.create', 'compute.snapshots.setLabels'],
  dependsOn: ['selfLink'],
  idempotency: 'token',
  precondition: () => undefined,
  effect: (target, params, context) => ({ target, created: [snapshotOf(target, params, context)] }),
  makes: {
    type: snapshot.name,
    ids: (_, { target, params, token }) => [snapshotId(target, nameOf(target, params, token))],
    bears: (candidate, { target, params, token }) =>
      typeof params['name'] !== 'string' && candidate.name === nameOf(target, params, token),
  },
  requests: (target, params, token) => [
    call('createSnapshot', target, {
      token,
      body: { name: nameOf(target, params, token), ...labelled(target) },
    }),
  ],
  settlesWithin: 600,
})

/** What can be done to persistent disks, zonal and regional. */
export const diskOperations: readonly Operation[] = [
  detach,
  attach,
  remove,
  resize,
  createSnapshot,
  ...fingerprintedLabels(disk, {
    method: 'disks.setLabels',
    regionalMethod: 'regionDisks.setLabels',
    parameter: 'resource',
    takesRequestId: true,
    permission: 'compute.disks.setLabels',
  }),
]

function call(
  method: string,
  target: Resource,
  { token, body }: { readonly token: string; readonly body?: Document },
): CloudRequest {
  const { scope, name } = placeOf(target)
  const collection = 'region' in scope ? 'regionDisks' : 'disks'
  const input = { ...scope, disk: name, requestId: requestIdOf(token) }
  return gcpRequest(`compute.${collection}.${method}`, { ...input, ...(body && { body }) })
}

/** A name that is the same whenever a step is repeated, so that repeating makes no second snapshot. */
function nameOf(target: Pick<Resource, 'name'>, { name }: OperationParameters, token: string): string {
  if (typeof name === 'string') return name
  const suffix = token
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 12)
  return `${target.name.slice(0, 50)}-${suffix}`
}

function snapshotId(target: Resource, name: string): string {
  return `projects/${placeOf(target).scope['project']}/global/snapshots/${name}`
}

function labelled({ tags }: Resource): Document {
  return Object.keys(tags).length > 0 ? { labels: tags } : {}
}

function snapshotOf(target: Resource, params: OperationParameters, { now, token }: EffectContext): Resource {
  const name = nameOf(target, params, token)
  const id = snapshotId(target, name)
  const source = textAt(target.properties, 'selfLink') ?? target.id
  return {
    ...target,
    type: snapshot.name,
    id,
    name,
    region: 'global',
    properties: {
      kind: 'compute#snapshot',
      name,
      selfLink: `https://www.googleapis.com/compute/v1/${id}`,
      status: 'READY',
      creationTimestamp: now.toISOString(),
      sourceDisk: source,
      diskSizeGb: target.properties['sizeGb'],
      ...labelled(target),
    },
    links: { disk: [target.id] },
  }
}
