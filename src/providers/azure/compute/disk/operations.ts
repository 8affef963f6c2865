import type { Operation, OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { changes, defineOperation } from '../../../operating/define-operation.js'
import { textAt, valueAt, withValue } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import type { Document } from '../../../reading/rest-answer.js'
import { armIdOf, armRequest } from '../../requests/arm-request.js'
import { azureTagOperations } from '../../tag-operations.js'
import { snapshot } from '../snapshot/definition.js'
import { attach, detach } from './attachment.js'
import { createSnapshot } from './create-snapshot.js'
import { disk } from './definition.js'

const { name: type } = disk
const { apiVersion } = disk.description
const documentation = 'https://learn.microsoft.com/rest/api/compute/disks'
const state = 'properties.diskState'
const sizeInGigabytes = 'properties.diskSizeGB'
const gigabyte = 2 ** 30

/** Kinds of disks that can become one another, with the tier that ARM gives for each. */
const tiers = { Standard_LRS: 'Standard', StandardSSD_LRS: 'Standard', Premium_LRS: 'Premium' } as const

const remove = defineOperation(type, {
  verb: 'delete',
  title: 'Delete',
  documentation: `${documentation}/delete`,
  risk: 'high',
  destructive: true,
  permissions: ['Microsoft.Compute/disks/delete'],
  dependsOn: [state, 'managedBy'],
  precondition: ({ properties }) => {
    const owner = textAt(properties, 'managedBy')
    if (owner !== undefined) return refused(`it is attached to ${owner}`)
    return textAt(properties, state) === 'Unattached' ? undefined : refused(`its state is ${textAt(properties, state)}`)
  },
  effect: () => ({ target: undefined }),
  requests: (target) => [armRequest('DELETE', { path: armIdOf(target), apiVersion })],
  settlesWithin: 300,
})

const changeType = defineOperation(type, {
  verb: 'change-type',
  title: 'Change the kind of disk',
  documentation: `${documentation}/update`,
  risk: 'medium',
  params: { type: { type: 'string', required: true, values: Object.keys(tiers), title: 'The kind' } },
  permissions: ['Microsoft.Compute/disks/write'],
  dependsOn: [state, 'sku'],
  precondition: ({ properties }, params) => {
    const current = textAt(properties, 'sku.name') ?? ''
    if (current === params['type']) return already(`it is a ${current}`)
    if (!(current in tiers)) return refused(`a ${current} cannot become a ${params['type']}`)
    return textAt(properties, state) === 'Attached'
      ? refused('the machine that uses it must be deallocated')
      : undefined
  },
  effect: (target, params) => changes(target, withValue(target.properties, 'sku', skuOf(params))),
  inverse: (before) => ({
    operation: `${type}.change-type`,
    params: { type: textAt(before.properties, 'sku.name') ?? '' },
  }),
  requests: (target, params) => [update(target, { sku: { name: params['type'] } })],
  settlesWithin: 300,
})

const resize = defineOperation(type, {
  verb: 'resize',
  title: 'Make larger; a disk cannot shrink',
  documentation: `${documentation}/update`,
  risk: 'medium',
  params: { sizeGb: { type: 'integer', required: true, minimum: 1, maximum: 65_536, title: 'New size in GB' } },
  permissions: ['Microsoft.Compute/disks/write'],
  dependsOn: [state, sizeInGigabytes, 'properties.osType'],
  precondition: ({ properties }, { sizeGb }) => {
    const current = Number(valueAt(properties, sizeInGigabytes))
    if (current === sizeGb) return already(`it has ${current} GB`)
    if (current > Number(sizeGb)) return refused(`it has ${current} GB, and disks cannot shrink`)
    const isSystemDisk = textAt(properties, 'properties.osType') !== undefined
    return isSystemDisk && textAt(properties, state) === 'Attached'
      ? refused('it is the system disk of a machine that is not deallocated')
      : undefined
  },
  effect: (target, { sizeGb }) => {
    const grown = withValue(target.properties, sizeInGigabytes, sizeGb)
    const tellsBytes = valueAt(grown, 'properties.diskSizeBytes') !== undefined
    return changes(target, tellsBytes ? withValue(grown, 'properties.diskSizeBytes', Number(sizeGb) * gigabyte) : grown)
  },
  requests: (target, { sizeGb }) => [update(target, { properties: { diskSizeGB: sizeGb } })],
  settlesWithin: 300,
})

/** What can be done to managed disks. */
export const diskOperations: readonly Operation[] = [
  detach,
  attach,
  remove,
  changeType,
  resize,
  createSnapshot(disk, snapshot),
  ...azureTagOperations(disk),
]

function skuOf(params: OperationParameters): Document {
  const name = params['type'] as keyof typeof tiers
  return { name, tier: tiers[name] }
}

function update(target: Resource, body: Document) {
  return armRequest('PATCH', { path: armIdOf(target), apiVersion, body })
}
