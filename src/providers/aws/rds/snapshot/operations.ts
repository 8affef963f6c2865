import type { EffectContext, Operation, OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { textAt } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import { defineAwsOperation } from '../../operate/aws-operation.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { derivedFrom } from '../../read/resource-of.js'
import { namedByToken } from '../named-by-token.js'
import { databaseSnapshot } from './definition.js'

const longestName = 255

/** Copies a snapshot within its region; AWS encrypts the copy with the key, also where the original is plain. */
const copyEncrypted = defineAwsOperation(databaseSnapshot, {
  verb: 'copy-encrypted',
  title: 'Make an encrypted copy of it',
  calls: ['CopyDBSnapshot'],
  permissions: ['rds:CopyDBSnapshot', 'rds:AddTagsToResource', 'kms:CreateGrant', 'kms:DescribeKey'],
  risk: 'low',
  params: { kmsKey: { type: 'string', required: true, title: 'Id, alias or ARN of the key' } },
  dependsOn: ['Encrypted', 'Status'],
  idempotency: 'token',
  precondition: ({ properties }) => {
    if (properties['Encrypted'] === true) return already('it is encrypted')
    const status = textAt(properties, 'Status')
    return status === 'available' ? undefined : refused(`it is ${status}, not available`)
  },
  effect: (target, params, context) => ({ target, created: [copyOf(target, params, context)] }),
  inverse: () => ({ operation: `${databaseSnapshot.name}.delete`, params: {}, created: 0 }),
  makes: {
    type: databaseSnapshot.name,
    ids: (_, { target, token }) => [nameOfCopy(target, token)],
    bears: ({ id }, { target, token }) => id === nameOfCopy(target, token),
  },
  send: (target, { kmsKey }, token) => [
    [
      'CopyDBSnapshot',
      {
        SourceDBSnapshotIdentifier: target.id,
        TargetDBSnapshotIdentifier: nameOfCopy(target, token),
        KmsKeyId: kmsKey,
        CopyTags: true,
      },
    ],
  ],
  settlesWithin: 300,
})

const remove = defineAwsOperation(databaseSnapshot, {
  verb: 'delete',
  title: 'Delete; automatic ones only go with their database',
  calls: ['DeleteDBSnapshot'],
  risk: 'high',
  destructive: true,
  dependsOn: ['Status', 'SnapshotType'],
  precondition: ({ properties }) => {
    if (properties['SnapshotType'] === 'automated') return refused('it is an automatic one')
    const status = textAt(properties, 'Status')
    return status === 'available' || status === 'failed' ? undefined : refused(`it is ${status}, not available`)
  },
  effect: () => ({ target: undefined }),
  send: ({ id }) => [['DeleteDBSnapshot', { DBSnapshotIdentifier: id }]],
  settlesWithin: 900,
})

/** What can be done to snapshots of RDS instances. */
export const databaseSnapshotOperations: readonly Operation[] = [
  copyEncrypted,
  remove,
  ...awsTagOperations(databaseSnapshot),
]

function nameOfCopy({ id }: Pick<Resource, 'id'>, token: string): string {
  return namedByToken(id.replace(/^rds:/, ''), token, longestName)
}

function copyOf(target: Resource, { kmsKey }: OperationParameters, { now, token }: EffectContext): Resource {
  const { KmsKeyId: _, ...kept } = target.properties
  const name = nameOfCopy(target, token)
  const properties = {
    ...kept,
    DBSnapshotIdentifier: name,
    DBSnapshotArn: textAt(kept, 'DBSnapshotArn')?.replace(/[^:]*$/, name),
    SourceDBSnapshotIdentifier: textAt(kept, 'DBSnapshotArn'),
    SnapshotType: 'manual',
    SnapshotCreateTime: now.toISOString(),
    Encrypted: true,
    ...(String(kmsKey).startsWith('arn:') && { KmsKeyId: kmsKey }),
  }
  const { type, account, region } = target
  return { ...derivedFrom(properties, databaseSnapshot, account), type, account, region }
}
