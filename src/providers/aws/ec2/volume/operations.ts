import type { Operation, OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { textAt } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { becomes, defineAwsOperation } from '../../operate/aws-operation.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { createSnapshot } from './create-snapshot.js'
import { volume } from './definition.js'
import { changeType, resize } from './modify.js'

/** Devices that instances start from. */
const systemDevices = ['/dev/xvda', '/dev/sda1', '/dev/sda']

const detach = defineAwsOperation(volume, {
  verb: 'detach',
  title: 'Detach from its instance',
  calls: ['DetachVolume'],
  risk: 'high',
  dependsOn: ['State', 'Attachments'],
  precondition: (target) => {
    const [attachment, ...others] = attachmentsOf(target)
    if (attachment === undefined) return already('it is not attached')
    if (others.length > 0) return refused('it is attached to several instances')
    if (attachment['State'] !== 'attached') return refused(`it is ${attachment['State']}`)
    return systemDevices.includes(String(attachment['Device']))
      ? refused('it is the disk that its instance starts from')
      : undefined
  },
  effect: (target) => becomes(volume, target, { ...target.properties, Attachments: [], State: 'available' }),
  inverse: (before) => {
    const { InstanceId, Device, DeleteOnTermination } = attachmentsOf(before)[0] ?? {}
    if (DeleteOnTermination === true) return undefined
    return {
      operation: `${volume.name}.attach`,
      params: { instance: String(InstanceId), device: String(Device) },
    }
  },
  send: (target) => [['DetachVolume', { VolumeId: target.id, InstanceId: attachmentsOf(target)[0]?.['InstanceId'] }]],
  settlesWithin: 300,
})

const attach = defineAwsOperation(volume, {
  verb: 'attach',
  title: 'Attach to an instance of the same zone',
  calls: ['AttachVolume'],
  risk: 'medium',
  params: {
    instance: { type: 'string', required: true, pattern: 'i-[0-9a-f]+', title: 'Id of the instance' },
    device: { type: 'string', required: true, pattern: '/dev/\\w+|xvd\\w+', title: 'Device, `/dev/sdf`' },
  },
  dependsOn: ['State', 'Attachments'],
  precondition: (target, { instance }) => {
    if (attachmentsOf(target).some(({ InstanceId }) => InstanceId === instance)) return already(`it is on ${instance}`)
    return isAvailable(target) ? undefined : refused(`it is ${target.properties['State']}, not available`)
  },
  effect: (target, params, { now }) =>
    becomes(volume, target, { ...target.properties, State: 'in-use', Attachments: [attachment(target, params, now)] }),
  inverse: () => ({ operation: `${volume.name}.detach`, params: {} }),
  send: ({ id }, { instance, device }) => [['AttachVolume', { VolumeId: id, InstanceId: instance, Device: device }]],
  settlesWithin: 300,
})

const remove = defineAwsOperation(volume, {
  verb: 'delete',
  title: 'Delete',
  calls: ['DeleteVolume'],
  risk: 'high',
  destructive: true,
  dependsOn: ['State', 'Attachments'],
  precondition: (target) =>
    isAvailable(target) && attachmentsOf(target).length === 0
      ? undefined
      : refused(`it is ${target.properties['State']}, not available`),
  effect: () => ({ target: undefined }),
  send: ({ id }) => [['DeleteVolume', { VolumeId: id }]],
  settlesWithin: 300,
})

/** What can be done to EBS volumes. */
export const volumeOperations: readonly Operation[] = [
  createSnapshot,
  detach,
  attach,
  remove,
  changeType,
  resize,
  ...awsTagOperations(volume),
]

function attachmentsOf({ properties }: Resource): readonly Document[] {
  return documentsIn(properties['Attachments'])
}

function isAvailable({ properties }: Resource): boolean {
  return textAt(properties, 'State') === 'available'
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
