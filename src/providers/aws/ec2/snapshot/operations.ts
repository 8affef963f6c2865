import type { Operation } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { isSame } from '../../../operating/document.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { type AwsCall, defineAwsOperation } from '../../operate/aws-operation.js'
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
      const [before, after] = [sharesOf(target), documentsIn(value)]
      return [
        ...shareCalls(target, 'add', without(after, before)),
        ...shareCalls(target, 'remove', without(before, after)),
      ]
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

function without(shares: readonly Document[], others: readonly Document[]): readonly Document[] {
  return shares.filter((share) => !others.some((other) => isSame(share, other)))
}

function shareCalls({ id }: Resource, how: 'add' | 'remove', shares: readonly Document[]): readonly AwsCall[] {
  const named = (member: string) => shares.map((share) => share[member]).filter((name) => name !== undefined)
  const lists = Object.entries({ GroupNames: named('Group'), UserIds: named('UserId') })
  const sent = Object.fromEntries(lists.filter(([, names]) => names.length > 0))
  const Attribute = 'createVolumePermission'
  return shares.length > 0
    ? [['ModifySnapshotAttribute', { SnapshotId: id, Attribute, OperationType: how, ...sent }]]
    : []
}
