import type { CloudRequest } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { changes, defineOperation } from '../../../operating/define-operation.js'
import { already, refused } from '../../../operating/refusal.js'
import { textsAt } from '../../../reading/texts-at.js'
import { gcpRequest, placeOfUrl, requestIdOf } from '../../requests/gcp-request.js'
import { disk } from './definition.js'

const { name: type } = disk
const documentation = 'https://cloud.google.com/compute/docs/reference/rest/v1/instances'
const device = {
  type: 'string',
  pattern: '[a-z]([-a-z0-9]{0,61}[a-z0-9])?',
  title: 'What the instance calls it; the name of the disk when left out',
} as const

/** Takes a disk from its instance. Google refuses it for the disk that a running instance started from. */
export const detach = defineOperation(type, {
  verb: 'detach',
  title: 'Detach from its instance',
  documentation: `${documentation}/detachDisk`,
  risk: 'high',
  params: { device },
  permissions: ['compute.instances.detachDisk'],
  dependsOn: ['users'],
  idempotency: 'token',
  precondition: (target) => {
    const [user, ...others] = usersOf(target)
    if (user === undefined) return already('it is not attached')
    return others.length > 0 ? refused('several instances share it') : undefined
  },
  effect: (target) => {
    const { users: _, ...rest } = target.properties
    return changes(target, rest)
  },
  inverse: (before, params) => ({
    operation: `${type}.attach`,
    params: { ...params, instance: usersOf(before)[0] ?? '' },
  }),
  requests: (target, params, token) =>
    usersOf(target).map((user) =>
      call('detachDisk', user, { token, more: { deviceName: params['device'] ?? target.name } }),
    ),
  settlesWithin: 120,
})

/** Gives a disk to an instance of the same zone, to be read and written. */
export const attach = defineOperation(type, {
  verb: 'attach',
  title: 'Attach to an instance of the same zone',
  documentation: `${documentation}/attachDisk`,
  risk: 'medium',
  params: {
    instance: {
      type: 'string',
      required: true,
      pattern: 'https://[^/]+/compute/v1/projects/[^/]+/zones/[^/]+/instances/[^/]+',
      title: '`selfLink` of the instance',
    },
    device,
  },
  permissions: ['compute.instances.attachDisk', 'compute.disks.use'],
  dependsOn: ['users'],
  idempotency: 'token',
  precondition: (target, { instance }) => {
    const users = usersOf(target)
    if (users.includes(String(instance))) return already('it is attached to it')
    return users.length > 0 ? refused(`it is used by ${users.join(', ')}`) : undefined
  },
  effect: (target, { instance }) => changes(target, { ...target.properties, users: [instance] }),
  inverse: (_, { device: name }) => ({
    operation: `${type}.detach`,
    params: name === undefined ? {} : { device: name },
  }),
  requests: (target, { instance, device: name }, token) => {
    const body = { source: target.properties['selfLink'], deviceName: name ?? target.name, mode: 'READ_WRITE' }
    return [call('attachDisk', String(instance), { token, more: { body } })]
  },
  settlesWithin: 120,
})

function usersOf({ properties }: Resource): readonly string[] {
  return textsAt(properties, 'users[]')
}

/** A call on an instance that is named by its URL. */
function call(
  method: string,
  instance: string,
  { token, more }: { readonly token: string; readonly more: Readonly<Record<string, unknown>> },
): CloudRequest {
  const { scope, name } = placeOfUrl(instance)
  return gcpRequest(`compute.instances.${method}`, { ...scope, instance: name, requestId: requestIdOf(token), ...more })
}
