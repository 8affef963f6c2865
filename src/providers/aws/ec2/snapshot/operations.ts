import type { Operation } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { isSame } from '../../../operating/document.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { defineAwsOperation } from '../../operate/aws-operation.js'
import { type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { snapshot } from './definition.js'

const permissions = 'CreateVolumePermissions'

const remove = defineAwsOperation(snapshot, {
  verb: 'delete',
  title: 'Delete; AWS refuses while an image is made of it',
  calls: ['DeleteSnapshot'],
  risk: 'high',
  destructive: true,
  dependsOn: ['State'],
  precondition: () => undefined,
  effect: () => ({ target: undefined }),
  send: ({ id }) => [['DeleteSnapshot', { SnapshotId: id }]],
})

const settings: AwsSettings = {
  createVolumePermissions: {
    path: permissions,
    parameter: { type: 'list', title: 'Who may make volumes of it: `{ Group: all }`, `{ UserId }`' },
    whenAbsent: [],
    calls: ['ModifySnapshotAttribute'],
    send: (value, target) => {
      const before = sharesOf(target)
      const after = documentsIn(value)
      const changes = {
        Add: after.filter((share) => !before.some((other) => isSame(share, other))),
        Remove: before.filter((share) => !after.some((other) => isSame(share, other))),
      }
      const CreateVolumePermission = Object.fromEntries(Object.entries(changes).filter(([, list]) => list.length > 0))
      const Attribute = 'createVolumePermission'
      return [['ModifySnapshotAttribute', { SnapshotId: target.id, Attribute, CreateVolumePermission }]]
    },
  },
}

/** What can be done to EBS snapshots. */
export const snapshotOperations: readonly Operation[] = [
  remove,
  ...awsSettingOperations(snapshot, { settings, settlesWithin: 60 }, [
    {
      verb: 'make-private',
      title: 'Let the public make no volumes of it; accounts that were named still may',
      risk: 'low',
      moves: ['createVolumePermissions'],
      wanted: (_, target) => ({
        createVolumePermissions: sharesOf(target).filter(({ Group }) => Group !== 'all') as readonly ParameterValue[],
      }),
    },
  ]),
  ...awsTagOperations(snapshot),
]

function sharesOf({ properties }: Resource): readonly Document[] {
  return documentsIn(properties[permissions])
}
