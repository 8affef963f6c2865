import type { CloudRequest, Operation, Refusal } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { changes, defineOperation, leaves, type OperationDescription } from '../../../operating/define-operation.js'
import { textAt, valueAt, withValue } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import { type SettingOperation, settingOperations, type TypeSettings } from '../../../operating/setting-operations.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { gcpRequest, placeOf, requestIdOf } from '../../requests/gcp-request.js'
import { fingerprintedLabels } from '../fingerprinted-labels.js'
import { instance } from './definition.js'

const { name: type, documentation } = instance

const power: Pick<OperationDescription, 'dependsOn' | 'settlesWithin' | 'idempotency'> = {
  dependsOn: ['status'],
  settlesWithin: 300,
  idempotency: 'token',
}

const start = defineOperation(type, {
  ...power,
  verb: 'start',
  title: 'Start',
  documentation: `${documentation}/start`,
  risk: 'low',
  permissions: ['compute.instances.start'],
  dependsOn: ['status', 'disks'],
  precondition: (target) => (statusOf(target) === 'RUNNING' ? already('it runs') : unless(target, 'TERMINATED')),
  effect: (target) => changes(target, { ...target.properties, status: 'RUNNING' }),
  inverse: (before) => (hasLocalDisk(before) ? undefined : { operation: `${type}.stop`, params: {} }),
  requests: (target, _, token) => [call('start', target, { token })],
})

const stop = defineOperation(type, {
  ...power,
  verb: 'stop',
  title: 'Stop',
  documentation: `${documentation}/stop`,
  risk: 'medium',
  permissions: ['compute.instances.stop'],
  dependsOn: ['status', 'disks'],
  precondition: (target) => {
    if (statusOf(target) === 'TERMINATED') return already('it is stopped')
    return hasLocalDisk(target) ? refused('it has a local SSD, whose data would be lost') : unless(target, 'RUNNING')
  },
  effect: (target) => changes(target, { ...target.properties, status: 'TERMINATED' }),
  inverse: () => ({ operation: `${type}.start`, params: {} }),
  requests: (target, _, token) => [call('stop', target, { token })],
})

const restart = defineOperation(type, {
  ...power,
  verb: 'restart',
  title: 'Reset: a restart without a shutdown of the guest',
  documentation: `${documentation}/reset`,
  risk: 'medium',
  permissions: ['compute.instances.reset'],
  precondition: (target) => unless(target, 'RUNNING'),
  effect: leaves,
  requests: (target, _, token) => [call('reset', target, { token })],
})

const resize = defineOperation(type, {
  ...power,
  verb: 'resize',
  title: 'Change the machine type of a stopped instance',
  documentation: `${documentation}/setMachineType`,
  risk: 'medium',
  params: { size: { type: 'string', required: true, pattern: '[a-z][a-z0-9-]+', title: 'Machine type, `e2-small`' } },
  permissions: ['compute.instances.setMachineType'],
  dependsOn: ['status', 'machineType'],
  precondition: (target, { size }) =>
    sizeOf(target) === size ? already(`it is a ${size}`) : unless(target, 'TERMINATED'),
  effect: (target, { size }) =>
    changes(target, withValue(target.properties, 'machineType', machineTypeOf(target).replace(/[^/]*$/, String(size)))),
  inverse: (before) => ({ operation: `${type}.resize`, params: { size: sizeOf(before) } }),
  requests: (target, { size }, token) => [
    call('setMachineType', target, {
      token,
      body: { machineType: `zones/${placeOf(target).scope['zone']}/machineTypes/${size}` },
    }),
  ],
})

const terminate = defineOperation(type, {
  ...power,
  verb: 'terminate',
  title: 'Delete the instance, and the disks that go with it',
  documentation: `${documentation}/delete`,
  risk: 'critical',
  destructive: true,
  permissions: ['compute.instances.delete'],
  dependsOn: ['disks', 'deletionProtection'],
  precondition: ({ properties }) =>
    valueAt(properties, 'deletionProtection') === true ? refused('it is protected from deletion') : undefined,
  effect: () => ({ target: undefined }),
  unseenCost: () => 'disks that go with the instance are billed no more',
  requests: (target, _, token) => [call('delete', target, { token })],
})

const protection: TypeSettings = {
  type,
  documentation: `${documentation}/setDeletionProtection`,
  permissions: ['compute.instances.setDeletionProtection'],
  request: (target, { deletionProtection }, token) => {
    const { scope, name } = placeOf(target)
    return gcpRequest('compute.instances.setDeletionProtection', {
      ...scope,
      resource: name,
      deletionProtection,
      requestId: requestIdOf(token),
    })
  },
  idempotency: 'token',
  settlesWithin: 60,
  settings: {
    deletionProtection: {
      path: 'deletionProtection',
      parameter: { type: 'boolean', title: 'Refuse to delete the instance' },
      whenAbsent: false,
    },
  },
}

const enableDeletionProtection: SettingOperation = {
  verb: 'enable-deletion-protection',
  title: 'Protect from deletion',
  risk: 'low',
  moves: ['deletionProtection'],
  wanted: () => ({ deletionProtection: true }),
}

/** What can be done to Compute Engine instances. */
export const instanceOperations: readonly Operation[] = [
  start,
  stop,
  restart,
  resize,
  terminate,
  ...settingOperations(protection, [enableDeletionProtection]),
  ...fingerprintedLabels(instance, {
    method: 'instances.setLabels',
    parameter: 'instance',
    takesRequestId: true,
    permission: 'compute.instances.setLabels',
  }),
]

function statusOf({ properties }: Resource): string {
  return textAt(properties, 'status') ?? 'of unknown status'
}

function hasLocalDisk({ properties }: Resource): boolean {
  return documentsIn(properties['disks']).some((disk) => disk['type'] === 'SCRATCH')
}

function unless(target: Resource, status: string): Refusal | undefined {
  return statusOf(target) === status ? undefined : refused(`it is ${statusOf(target)}, not ${status}`)
}

function machineTypeOf({ properties }: Resource): string {
  return textAt(properties, 'machineType') ?? ''
}

function sizeOf(target: Resource): string {
  return machineTypeOf(target).split('/').at(-1) ?? ''
}

function call(
  method: string,
  target: Resource,
  { token, body }: { readonly token: string; readonly body?: Document },
): CloudRequest {
  const { scope, name } = placeOf(target)
  const input = { ...scope, instance: name, requestId: requestIdOf(token) }
  return gcpRequest(`compute.instances.${method}`, { ...input, ...(body && { body }) })
}
