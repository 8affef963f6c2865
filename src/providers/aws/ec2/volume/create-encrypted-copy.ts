import type { EffectContext, OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { already, refused } from '../../../operating/refusal.js'
import type { Document } from '../../description.js'
import { answeredId, defineAwsOperation } from '../../operate/aws-operation.js'
import { listOf, ownTags, stepTag } from '../../operate/tag-operations.js'
import { derivedFrom } from '../../read/resource-of.js'
import { volume } from './definition.js'

/** Types with a number of operations a second that is chosen; of the others AWS takes none. */
const chosenIops = ['gp3', 'io1', 'io2']

/**
 * Makes an encrypted volume of a snapshot of the target, with the target's zone, size, type, performance and tags. AWS
 * encrypts on the way, also what is made of a plain snapshot:
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-examples.html
 */
export const createEncryptedCopy = defineAwsOperation(volume, {
  verb: 'create-encrypted-copy',
  title: 'Make an encrypted volume of a snapshot of it, beside it and like it',
  calls: ['CreateVolume'],
  permissions: ['ec2:CreateVolume', 'ec2:CreateTags', 'kms:CreateGrant', 'kms:GenerateDataKeyWithoutPlaintext'],
  risk: 'low',
  params: {
    snapshot: { type: 'string', required: true, pattern: 'snap-[0-9a-f]+', title: 'Id of a snapshot of the volume' },
    kmsKey: { type: 'string', title: "Id, alias or ARN of the key; the account's key for EBS when left out" },
  },
  dependsOn: ['Encrypted', 'AvailabilityZone', 'Size', 'VolumeType', 'Iops', 'Throughput', 'MultiAttachEnabled'],
  idempotency: 'token',
  precondition: ({ properties }) => {
    if (properties['Encrypted'] === true) return already('it is encrypted')
    if (typeof properties['AvailabilityZone'] !== 'string') return refused('its zone is not known')
    const isProvisioned = String(properties['VolumeType']).startsWith('io')
    return isProvisioned && typeof properties['Iops'] !== 'number' ? refused('its IOPS are not known') : undefined
  },
  effect: (target, params, context) => ({ target, created: [copyOf(target, params, context)] }),
  inverse: () => ({ operation: `${volume.name}.delete`, params: {}, created: 0 }),
  makes: {
    type: volume.name,
    ids: answeredId('VolumeId'),
    bears: ({ tags }, { token }) => tags[stepTag] === token,
  },
  send: (target, { snapshot, kmsKey }, token) => [
    [
      'CreateVolume',
      {
        SnapshotId: snapshot,
        Encrypted: true,
        ...(typeof kmsKey === 'string' && { KmsKeyId: kmsKey }),
        ...likeness(target),
        TagSpecifications: [{ ResourceType: 'volume', Tags: listOf(tagsOfCopy(target, token)) }],
        ClientToken: token,
      },
    ],
  ],
  settlesWithin: 300,
})

/** What of a volume its copy is given. */
function likeness({ properties }: Resource): Document {
  const { AvailabilityZone, Size, VolumeType, Iops, Throughput, MultiAttachEnabled, OutpostArn } = properties
  const kept = {
    AvailabilityZone,
    Size,
    VolumeType,
    Iops: chosenIops.includes(String(VolumeType)) ? Iops : undefined,
    Throughput: VolumeType === 'gp3' ? Throughput : undefined,
    MultiAttachEnabled: MultiAttachEnabled === true ? true : undefined,
    OutpostArn,
  }
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))
}

function tagsOfCopy({ tags }: Resource, token: string): Resource['tags'] {
  return { ...ownTags(tags), [stepTag]: token }
}

function copyOf(target: Resource, { snapshot }: OperationParameters, { now, newId, token }: EffectContext): Resource {
  const properties = {
    ...likeness(target),
    VolumeId: newId('vol'),
    SnapshotId: snapshot,
    Encrypted: true,
    State: 'available',
    Attachments: [],
    CreateTime: now.toISOString(),
    Tags: listOf(tagsOfCopy(target, token)),
  }
  const { account, region } = target
  return { ...derivedFrom(properties, volume, account), type: volume.name, account, region }
}
