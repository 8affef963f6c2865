import type { CloudRequest, Operation, Refusal } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { changes, defineOperation, leaves, type OperationDescription } from '../../../operating/define-operation.js'
import { textAt, withValue } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import { armIdOf, armRequest } from '../../requests/arm-request.js'
import { azureTagOperations } from '../../tag-operations.js'
import { virtualMachine } from './definition.js'
import { type PowerState, powerStateOf, withPowerState } from './power-state.js'

const { name: type } = virtualMachine
const { apiVersion } = virtualMachine.description
const permission = 'Microsoft.Compute/virtualMachines'
const documentation = 'https://learn.microsoft.com/rest/api/compute/virtual-machines'
const statuses = 'instanceView.statuses'
const size = 'properties.hardwareProfile.vmSize'

const power: Pick<OperationDescription, 'reads' | 'dependsOn' | 'settlesWithin' | 'idempotency'> = {
  reads: ['instanceView'],
  dependsOn: [statuses],
  settlesWithin: 600,
  idempotency: 'natural',
}

const start = defineOperation(type, {
  ...power,
  verb: 'start',
  title: 'Start',
  documentation: `${documentation}/start`,
  risk: 'low',
  permissions: [`${permission}/start/action`],
  precondition: (target) =>
    powerStateOf(target) === 'running' ? already('it runs') : unlessIn(target, ['stopped', 'deallocated']),
  effect: (target) => changes(target, withPowerState(target, 'running')),
  inverse: (before) => ({ operation: `${type}.stop`, params: { deallocate: powerStateOf(before) === 'deallocated' } }),
  requests: (target) => [action(target, 'start')],
})

const stop = defineOperation(type, {
  ...power,
  verb: 'stop',
  title: 'Stop',
  documentation: `${documentation}/deallocate`,
  risk: 'medium',
  params: {
    deallocate: {
      type: 'boolean',
      default: true,
      title: 'Gives its processors back, which ends their cost and loses the temporary disk',
    },
  },
  permissions: [`${permission}/deallocate/action`, `${permission}/powerOff/action`],
  dependsOn: [statuses, 'properties.storageProfile.osDisk.diffDiskSettings'],
  precondition: (target, { deallocate }) => {
    const state = powerStateOf(target)
    if (state === 'deallocated' || (state === 'stopped' && !deallocate)) return already(`it is ${state}`)
    const isEphemeral =
      textAt(target.properties, 'properties.storageProfile.osDisk.diffDiskSettings.option') === 'Local'
    if (isEphemeral && deallocate) return refused('its system disk is ephemeral and would be lost')
    return unlessIn(target, ['running', 'stopped'])
  },
  effect: (target, { deallocate }) => changes(target, withPowerState(target, deallocate ? 'deallocated' : 'stopped')),
  inverse: (before) => (powerStateOf(before) === 'running' ? { operation: `${type}.start`, params: {} } : undefined),
  requests: (target, { deallocate }) => [action(target, deallocate ? 'deallocate' : 'powerOff')],
})

const restart = defineOperation(type, {
  ...power,
  verb: 'restart',
  title: 'Restart',
  documentation: `${documentation}/restart`,
  risk: 'medium',
  permissions: [`${permission}/restart/action`],
  idempotency: 'check-first',
  precondition: (target) => unlessIn(target, ['running']),
  effect: leaves,
  requests: (target) => [action(target, 'restart')],
})

const redeploy = defineOperation(type, {
  ...power,
  verb: 'redeploy',
  title: 'Move to another host and restart; the temporary disk is lost',
  documentation: `${documentation}/redeploy`,
  risk: 'high',
  destructive: true,
  permissions: [`${permission}/redeploy/action`],
  idempotency: 'check-first',
  precondition: (target) => unlessIn(target, ['running']),
  effect: leaves,
  requests: (target) => [action(target, 'redeploy')],
})

const resize = defineOperation(type, {
  verb: 'resize',
  title: 'Change the size, with a restart when it runs',
  documentation: `${documentation}/update`,
  risk: 'medium',
  params: {
    size: { type: 'string', required: true, pattern: '[A-Za-z][A-Za-z0-9_-]+', title: 'Size, `Standard_B2s`' },
  },
  permissions: [`${permission}/write`],
  dependsOn: [size],
  precondition: (target, params) =>
    textAt(target.properties, size)?.toLowerCase() === String(params['size']).toLowerCase()
      ? already(`it is a ${params['size']}`)
      : undefined,
  effect: (target, params) => changes(target, withValue(target.properties, size, params['size'])),
  inverse: (before) => {
    const old = textAt(before.properties, size)
    return old === undefined ? undefined : { operation: `${type}.resize`, params: { size: old } }
  },
  requests: (target, params) => [
    armRequest('PATCH', {
      path: armIdOf(target),
      apiVersion,
      body: { properties: { hardwareProfile: { vmSize: params['size'] } } },
    }),
  ],
  settlesWithin: 600,
})

const terminate = defineOperation(type, {
  verb: 'terminate',
  title: 'Delete the machine; disks and interfaces stay unless they are set to go with it',
  documentation: `${documentation}/delete`,
  risk: 'critical',
  destructive: true,
  permissions: [`${permission}/delete`],
  dependsOn: ['properties.storageProfile'],
  precondition: () => undefined,
  effect: () => ({ target: undefined }),
  unseenCost: () => 'disks that go with the machine are billed no more',
  requests: (target) => [armRequest('DELETE', { path: armIdOf(target), apiVersion })],
  settlesWithin: 600,
})

/** What can be done to virtual machines. */
export const virtualMachineOperations: readonly Operation[] = [
  start,
  stop,
  restart,
  redeploy,
  resize,
  terminate,
  ...azureTagOperations(virtualMachine),
]

function unlessIn(target: Resource, states: readonly PowerState[]): Refusal | undefined {
  const state = powerStateOf(target)
  return states.some((allowed) => allowed === state) ? undefined : refused(`it is ${state}, not ${states.join(' or ')}`)
}

function action(target: Resource, verb: string): CloudRequest {
  return armRequest('POST', { path: `${armIdOf(target)}/${verb}`, apiVersion })
}
