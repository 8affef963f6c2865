import type { Resource } from '../../../../core/resource.js'
import { changes, defineOperation } from '../../../operating/define-operation.js'
import { textAt, withValue } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import type { Document } from '../../../reading/rest-answer.js'
import { armIdOf, armRequest } from '../../requests/arm-request.js'
import { disk } from './definition.js'

const { name: type } = disk
const documentation = 'https://learn.microsoft.com/rest/api/compute/virtual-machines/attach-detach-data-disks'
const permissions = ['Microsoft.Compute/virtualMachines/attachDetachDataDisks/action', 'Microsoft.Compute/disks/write']
/** The version in which virtual machines know the call. */
const apiVersion = '2024-11-01'
const state = 'properties.diskState'
const dependsOn = [state, 'managedBy', 'properties.osType']

/** Takes a data disk from the running machine that uses it. */
export const detach = defineOperation(type, {
  verb: 'detach',
  title: 'Detach from its running virtual machine',
  documentation,
  risk: 'high',
  permissions,
  dependsOn: [...dependsOn, 'managedByExtended'],
  precondition: ({ properties }) => {
    if (textAt(properties, 'managedBy') === undefined) return already('it is not attached')
    if (isSystemDisk(properties)) return refused('it is the system disk of its machine')
    if (properties['managedByExtended'] !== undefined) return refused('several machines share it')
    return isIn(properties, 'Attached') ? undefined : refused('the machine that holds it is not running')
  },
  effect: (target) => {
    const { managedBy: _, ...rest } = withValue(target.properties, state, 'Unattached')
    return changes(target, rest)
  },
  inverse: (before) => ({
    operation: `${type}.attach`,
    params: { machine: textAt(before.properties, 'managedBy') ?? '' },
  }),
  requests: (target) => {
    const machine = textAt(target.properties, 'managedBy')
    return machine === undefined ? [] : [callOf(machine, { dataDisksToDetach: [{ diskId: armIdOf(target) }] })]
  },
  settlesWithin: 300,
})

/** Gives a data disk to a running machine of the same location. */
export const attach = defineOperation(type, {
  verb: 'attach',
  title: 'Attach to a running virtual machine of the same location',
  documentation,
  risk: 'medium',
  params: {
    machine: {
      type: 'string',
      required: true,
      pattern: '/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Compute/virtualMachines/[^/]+',
      title: 'ARM id of the virtual machine',
    },
  },
  permissions,
  dependsOn,
  precondition: ({ properties }, { machine }) => {
    const owner = textAt(properties, 'managedBy')
    if (owner?.toLowerCase() === String(machine).toLowerCase()) return already('it is attached to it')
    if (isSystemDisk(properties)) return refused('it is a system disk')
    return owner === undefined && isIn(properties, 'Unattached')
      ? undefined
      : refused(`it is ${owner === undefined ? textAt(properties, state) : `attached to ${owner}`}`)
  },
  effect: (target, { machine }) =>
    changes(target, { ...withValue(target.properties, state, 'Attached'), managedBy: machine }),
  inverse: () => ({ operation: `${type}.detach`, params: {} }),
  requests: (target, { machine }) => [callOf(String(machine), { dataDisksToAttach: [{ diskId: armIdOf(target) }] })],
  settlesWithin: 300,
})

function isSystemDisk(properties: Resource['properties']): boolean {
  return textAt(properties, 'properties.osType') !== undefined
}

function isIn(properties: Resource['properties'], wanted: string): boolean {
  return textAt(properties, state) === wanted
}

function callOf(machine: string, body: Document) {
  return armRequest('POST', { path: `${machine}/attachDetachDataDisks`, apiVersion, body })
}
