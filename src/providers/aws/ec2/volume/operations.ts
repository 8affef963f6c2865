import type { Operation } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { refused } from '../../../operating/refusal.js'
import { defineAwsOperation } from '../../operate/aws-operation.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { attachmentOperations, attachmentsOf, isAvailable } from './attachment.js'
import { createEncryptedCopy } from './create-encrypted-copy.js'
import { createSnapshot } from './create-snapshot.js'
import { volume } from './definition.js'
import { changeType, resize } from './modify.js'

const remove = defineAwsOperation(volume, {
  verb: 'delete',
  title: 'Delete',
  calls: ['DeleteVolume'],
  risk: 'high',
  destructive: true,
  dependsOn: ['State', 'Attachments'],
  precondition: unlessUnused,
  effect: () => ({ target: undefined }),
  send: ({ id }) => [['DeleteVolume', { VolumeId: id }]],
  settlesWithin: 300,
})

/**
 * Asks for the snapshot first, so that nothing is deleted once it is gone. Destructive, so that narrow limits hold; of
 * medium risk, since the content can be had again.
 */
const removeBackedUp = defineAwsOperation(volume, {
  verb: 'delete-backed-up',
  title: 'Delete, when a snapshot that is named holds its content',
  calls: ['DeleteVolume', 'DescribeSnapshots'],
  risk: 'medium',
  destructive: true,
  params: {
    snapshot: { type: 'string', required: true, pattern: 'snap-[0-9a-f]+', title: 'Id of a completed snapshot of it' },
  },
  dependsOn: ['State', 'Attachments'],
  precondition: unlessUnused,
  effect: () => ({ target: undefined }),
  send: ({ id }, { snapshot }) => [
    ['DescribeSnapshots', { SnapshotIds: [snapshot] }],
    ['DeleteVolume', { VolumeId: id }],
  ],
  settlesWithin: 300,
})

/** What can be done to EBS volumes. */
export const volumeOperations: readonly Operation[] = [
  createSnapshot,
  createEncryptedCopy,
  ...attachmentOperations,
  remove,
  removeBackedUp,
  changeType,
  resize,
  ...awsTagOperations(volume),
]

function unlessUnused(target: Resource) {
  return isAvailable(target) && attachmentsOf(target).length === 0
    ? undefined
    : refused(`it is ${target.properties['State']}, not available`)
}
