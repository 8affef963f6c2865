import type { EffectContext } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { answeredId, defineAwsOperation } from '../../operate/aws-operation.js'
import { listOf, ownTags } from '../../operate/tag-operations.js'
import { derivedFrom } from '../../read/resource-of.js'
import { snapshot } from '../snapshot/definition.js'
import { volume } from './definition.js'

/**
 * Takes a snapshot that carries the volume's tags, the volume's id and the step's token in its description. The API
 * takes no token of its own: one whose answer was lost is looked for by its description before another is taken.
 */
export const createSnapshot = defineAwsOperation(volume, {
  verb: 'create-snapshot',
  title: 'Take a snapshot',
  calls: ['CreateSnapshot'],
  permissions: ['ec2:CreateSnapshot', 'ec2:CreateTags'],
  risk: 'low',
  params: { description: { type: 'string', default: 'Taken by Escher', title: 'Description' } },
  dependsOn: ['Size', 'Encrypted'],
  idempotency: 'check-first',
  precondition: () => undefined,
  effect: (target, { description }, context) => ({
    target,
    created: [snapshotOf(target, describedBy(target, description, context.token), context)],
  }),
  makes: {
    type: snapshot.name,
    ids: answeredId('SnapshotId'),
    bears: ({ properties }, { target, params, token }) =>
      properties['VolumeId'] === target.id &&
      properties['Description'] === describedBy(target, params['description'], token),
  },
  send: ({ id, tags }, { description }, token) => [
    [
      'CreateSnapshot',
      {
        VolumeId: id,
        Description: describedBy({ id }, description, token),
        ...(Object.keys(ownTags(tags)).length > 0 && {
          TagSpecifications: [{ ResourceType: 'snapshot', Tags: listOf(ownTags(tags)) }],
        }),
      },
    ],
  ],
  settlesWithin: 300,
})

function describedBy({ id }: Pick<Resource, 'id'>, description: unknown, token: string): string {
  return `${description} (${id}, ${token})`
}

function snapshotOf(target: Resource, description: string, context: EffectContext): Resource {
  const { Size, Encrypted, KmsKeyId } = target.properties
  const properties = {
    SnapshotId: context.newId('snap'),
    VolumeId: target.id,
    VolumeSize: Size,
    Encrypted,
    ...(KmsKeyId === undefined ? {} : { KmsKeyId }),
    Description: description,
    OwnerId: target.account,
    StartTime: context.now.toISOString(),
    State: 'completed',
    Progress: '100%',
    StorageTier: 'standard',
    Tags: listOf(ownTags(target.tags)),
    CreateVolumePermissions: [],
  }
  return {
    ...derivedFrom(properties, snapshot, target.account),
    type: snapshot.name,
    account: target.account,
    region: target.region,
  }
}
