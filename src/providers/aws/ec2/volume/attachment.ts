import type { Inverse, Operation, OperationParameters, Refusal } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { textAt } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { becomes, defineAwsOperation } from '../../operate/aws-operation.js'
import { volume } from './definition.js'

/** Devices that instances start from. */
const systemDevices = ['/dev/xvda', '/dev/sda1', '/dev/sda']

const instanceId = { type: 'string', required: true, pattern: 'i-[0-9a-f]+', title: 'Id of the instance' } as const

const detach = defineAwsOperation(volume, {
  verb: 'detach',
  title: 'Detach from its instance',
  calls: ['DetachVolume'],
  risk: 'high',
  dependsOn: ['State', 'Attachments'],
  precondition: (target) => {
    const refusal = unlessAttachedOnce(target)
    if (refusal) return refusal
    return systemDevices.includes(String(attachmentsOf(target)[0]?.['Device']))
      ? refused('it is the disk that its instance starts from')
      : undefined
  },
  effect: becomesDetached,
  inverse: attachAgain,
  send: sendDetach,
  settlesWithin: 300,
})

/**
 * AWS itself refuses to take the start disk from an instance that runs. Of other disks it does not, and the volume does
 * not tell what its instance does: whoever uses this has stopped it before.
 */
const detachStopped = defineAwsOperation(volume, {
  verb: 'detach-stopped',
  title: 'Detach from an instance that is stopped, be it the disk that it starts from',
  calls: ['DetachVolume'],
  risk: 'medium',
  params: { instance: { ...instanceId, title: 'Id of the instance, which is stopped' } },
  dependsOn: ['State', 'Attachments'],
  precondition: (target, { instance }) => {
    const refusal = unlessAttachedOnce(target)
    if (refusal) return refusal
    const { InstanceId } = attachmentsOf(target)[0] ?? {}
    return InstanceId === instance ? undefined : refused(`it is on ${InstanceId}, not on ${instance}`)
  },
  effect: becomesDetached,
  inverse: attachAgain,
  send: sendDetach,
  settlesWithin: 300,
})

const attach = defineAwsOperation(volume, {
  verb: 'attach',
  title: 'Attach to an instance of the same zone',
  calls: ['AttachVolume'],
  risk: 'medium',
  params: {
    instance: instanceId,
    device: { type: 'string', required: true, pattern: '/dev/\\w+|xvd\\w+', title: 'Device, `/dev/sdf`' },
  },
  dependsOn: ['State', 'Attachments'],
  precondition: (target, { instance }) => {
    if (attachmentsOf(target).some(({ InstanceId }) => InstanceId === instance)) return already(`it is on ${instance}`)
    return isAvailable(target) ? undefined : refused(`it is ${target.properties['State']}, not available`)
  },
  effect: (target, params, { now }) =>
    becomes(volume, target, { ...target.properties, State: 'in-use', Attachments: [attachment(target, params, now)] }),
  inverse: (_, { device, instance }) =>
    systemDevices.includes(String(device))
      ? { operation: `${volume.name}.detach-stopped`, params: { instance: instance ?? null } }
      : { operation: `${volume.name}.detach`, params: {} },
  send: ({ id }, { instance, device }) => [['AttachVolume', { VolumeId: id, InstanceId: instance, Device: device }]],
  settlesWithin: 300,
})

const setDeleteOnTermination = defineAwsOperation(volume, {
  verb: 'set-delete-on-termination',
  title: 'Say whether it goes when its instance is terminated',
  calls: ['ModifyInstanceAttribute'],
  risk: 'low',
  params: { delete: { type: 'boolean', required: true, title: 'Whether it goes' } },
  dependsOn: ['Attachments'],
  precondition: (target, params) => {
    const refusal = unlessAttachedOnce(target)
    if (refusal) return refused(refusal.reason)
    return goesWithInstance(target) === params['delete'] ? already('it is so') : undefined
  },
  effect: (target, params) =>
    becomes(volume, target, {
      ...target.properties,
      Attachments: attachmentsOf(target).map((one) => ({ ...one, DeleteOnTermination: params['delete'] })),
    }),
  inverse: (before) => ({
    operation: `${volume.name}.set-delete-on-termination`,
    params: { delete: goesWithInstance(before) },
  }),
  send: (target, params) => {
    const { InstanceId, Device } = attachmentsOf(target)[0] ?? {}
    const Ebs = { DeleteOnTermination: params['delete'] }
    return [['ModifyInstanceAttribute', { InstanceId, BlockDeviceMappings: [{ DeviceName: Device, Ebs }] }]]
  },
  settlesWithin: 60,
})

/** What joins a volume to an instance, and parts them. */
export const attachmentOperations: readonly Operation[] = [detach, detachStopped, attach, setDeleteOnTermination]

/** The instances that a volume is on, as the API tells. */
export function attachmentsOf({ properties }: Resource): readonly Document[] {
  return documentsIn(properties['Attachments'])
}

/** True of a volume that can be attached, and deleted. */
export function isAvailable({ properties }: Resource): boolean {
  return textAt(properties, 'State') === 'available'
}

function unlessAttachedOnce(target: Resource): Refusal | undefined {
  const [attached, ...others] = attachmentsOf(target)
  if (attached === undefined) return already('it is not attached')
  if (others.length > 0) return refused('it is attached to several instances')
  return attached['State'] === 'attached' ? undefined : refused(`it is ${attached['State']}`)
}

function becomesDetached(target: Resource) {
  return becomes(volume, target, { ...target.properties, Attachments: [], State: 'available' })
}

/** Attaching does not bring back that a volume goes with its instance. */
function attachAgain(before: Resource): Inverse | undefined {
  const { InstanceId, Device } = attachmentsOf(before)[0] ?? {}
  if (goesWithInstance(before)) return undefined
  return {
    operation: `${volume.name}.attach`,
    params: { instance: String(InstanceId), device: String(Device) },
  }
}

function sendDetach(target: Resource) {
  const { InstanceId } = attachmentsOf(target)[0] ?? {}
  return [['DetachVolume', { VolumeId: target.id, InstanceId }]] as const
}

function goesWithInstance(target: Resource): boolean {
  return attachmentsOf(target)[0]?.['DeleteOnTermination'] === true
}

function attachment({ id }: Resource, { instance, device }: OperationParameters, now: Date): Document {
  return {
    VolumeId: id,
    InstanceId: instance,
    Device: device,
    State: 'attached',
    AttachTime: now.toISOString(),
    DeleteOnTermination: false,
  }
}
