import type { EffectContext, Operation } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { textAt } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { defineAwsOperation } from '../../operate/aws-operation.js'
import { listOf, ownTags } from '../../operate/tag-operations.js'
import { derivedFrom } from '../../read/resource-of.js'
import { namedByToken } from '../named-by-token.js'
import { databaseSnapshot } from '../snapshot/definition.js'
import { databaseInstance } from './definition.js'
import { refuseMember } from './member.js'

const longestSnapshotName = 255
const longestInstanceName = 63

/** Properties that are called the same when they are read and when a database is restored. */
const sameNames = [
  'DBInstanceClass',
  'MultiAZ',
  'PubliclyAccessible',
  'AutoMinorVersionUpgrade',
  'LicenseModel',
  'CopyTagsToSnapshot',
  'DeletionProtection',
  'NetworkType',
  'CACertificateIdentifier',
  'BackupRetentionPeriod',
  'PreferredBackupWindow',
]

/** What a copy has another of, which only AWS knows, or none. */
const originalsOwn: ReadonlySet<string> = new Set([
  'DbiResourceId',
  'Endpoint',
  'KmsKeyId',
  'LatestRestorableTime',
  'MasterUserSecret',
  'PendingModifiedValues',
])

/** The snapshot's name is made of the step's token, so that a repetition is refused as a duplicate. */
const createSnapshot = defineAwsOperation(databaseInstance, {
  verb: 'create-snapshot',
  title: 'Take a snapshot',
  calls: ['CreateDBSnapshot'],
  risk: 'low',
  dependsOn: ['DBInstanceStatus', 'DBClusterIdentifier'],
  idempotency: 'token',
  precondition: (target) => {
    const status = textAt(target.properties, 'DBInstanceStatus')
    return refuseMember(target) ?? (status === 'available' ? undefined : refused(`it is ${status}, not available`))
  },
  effect: (target, _, context) => ({ target, created: [snapshotOf(target, context)] }),
  makes: {
    type: databaseSnapshot.name,
    ids: (_, { target, token }) => [namedByToken(target.id, token, longestSnapshotName)],
    bears: ({ id }, { target, token }) => id === namedByToken(target.id, token, longestSnapshotName),
  },
  send: ({ id }, _, token) => [
    [
      'CreateDBSnapshot',
      { DBInstanceIdentifier: id, DBSnapshotIdentifier: namedByToken(id, token, longestSnapshotName) },
    ],
  ],
  settlesWithin: 300,
})

/** Restores an encrypted snapshot as a database beside the target and like it, which runs and costs by itself. */
const createEncryptedCopy = defineAwsOperation(databaseInstance, {
  verb: 'create-encrypted-copy',
  title: 'Restore an encrypted snapshot of it, beside it and like it',
  calls: ['RestoreDBInstanceFromDBSnapshot'],
  permissions: ['rds:RestoreDBInstanceFromDBSnapshot', 'rds:AddTagsToResource'],
  risk: 'medium',
  params: { snapshot: { type: 'string', required: true, title: 'Name of an encrypted snapshot of it' } },
  dependsOn: ['StorageEncrypted', 'DBClusterIdentifier', 'DomainMemberships', ...sameNames],
  idempotency: 'token',
  precondition: (target) => {
    const { StorageEncrypted, DomainMemberships } = target.properties
    if (StorageEncrypted === true) return already('it is encrypted')
    if (documentsIn(DomainMemberships).length > 0) return refused('it is joined to a directory, which a copy is not')
    return refuseMember(target)
  },
  effect: (target, _, context) => ({ target, created: [copyOf(target, context)] }),
  makes: {
    type: databaseInstance.name,
    ids: (_, { target, token }) => [namedByToken(target.id, token, longestInstanceName)],
    bears: ({ id }, { target, token }) => id === namedByToken(target.id, token, longestInstanceName),
  },
  send: (target, { snapshot }, token) => [
    [
      'RestoreDBInstanceFromDBSnapshot',
      {
        DBInstanceIdentifier: namedByToken(target.id, token, longestInstanceName),
        DBSnapshotIdentifier: snapshot,
        ...likeness(target),
        Tags: listOf(ownTags(target.tags)),
      },
    ],
  ],
  settlesWithin: 300,
})

/** What makes something of a database and leaves it as it is. */
export const copyOperations: readonly Operation[] = [createSnapshot, createEncryptedCopy]

/** What a copy is given of the original. AWS takes the rest of the snapshot, or its defaults. */
function likeness({ properties }: Resource): Document {
  const named = (list: string, name: string): string | undefined => ownGroup(documentsIn(properties[list])[0]?.[name])
  const groups = documentsIn(properties['VpcSecurityGroups']).map(({ VpcSecurityGroupId }) => VpcSecurityGroupId)
  const given: Document = {
    ...Object.fromEntries(sameNames.map((name) => [name, properties[name]])),
    ...storageOf(properties),
    DBSubnetGroupName: textAt(properties, 'DBSubnetGroup.DBSubnetGroupName'),
    DBParameterGroupName: named('DBParameterGroups', 'DBParameterGroupName'),
    OptionGroupName: named('OptionGroupMemberships', 'OptionGroupName'),
    VpcSecurityGroupIds: groups.length > 0 ? groups : undefined,
    EnableIAMDatabaseAuthentication: properties['IAMDatabaseAuthenticationEnabled'],
    EnableCloudwatchLogsExports: properties['EnabledCloudwatchLogsExports'],
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** The default groups of an engine go with it, and cannot always be named. */
function ownGroup(name: unknown): string | undefined {
  return typeof name === 'string' && !name.startsWith('default') ? name : undefined
}

/** Of gp3, which is the default, AWS takes the figures from the snapshot and refuses them where they are not chosen. */
function storageOf({ StorageType, Iops }: Document): Document {
  if (StorageType === 'gp3') return {}
  return String(StorageType).startsWith('io') ? { StorageType, Iops } : { StorageType }
}

function snapshotOf(target: Resource, { now, token }: EffectContext): Resource {
  const { properties, account, region } = target
  const name = namedByToken(target.id, token, longestSnapshotName)
  const { Engine, EngineVersion, AllocatedStorage, MasterUsername, LicenseModel, StorageType, KmsKeyId } = properties
  const snapshot = {
    DBSnapshotIdentifier: name,
    DBSnapshotArn: textAt(properties, 'DBInstanceArn')?.replace(/:db:.*$/, `:snapshot:${name}`),
    DBInstanceIdentifier: target.id,
    SnapshotType: 'manual',
    Status: 'available',
    SnapshotCreateTime: now.toISOString(),
    Encrypted: properties['StorageEncrypted'] === true,
    ...{ Engine, EngineVersion, AllocatedStorage, MasterUsername, LicenseModel, StorageType, KmsKeyId },
    TagList: properties['CopyTagsToSnapshot'] === true ? listOf(ownTags(target.tags)) : [],
  }
  const present = Object.fromEntries(Object.entries(snapshot).filter(([, value]) => value !== undefined))
  return { ...derivedFrom(present, databaseSnapshot, account), type: databaseSnapshot.name, account, region }
}

function copyOf(target: Resource, { now, token }: EffectContext): Resource {
  const kept = Object.fromEntries(Object.entries(target.properties).filter(([name]) => !originalsOwn.has(name)))
  const name = namedByToken(target.id, token, longestInstanceName)
  const properties = {
    ...kept,
    DBInstanceIdentifier: name,
    DBInstanceArn: textAt(kept, 'DBInstanceArn')?.replace(/[^:]*$/, name),
    DBInstanceStatus: 'available',
    InstanceCreateTime: now.toISOString(),
    StorageEncrypted: true,
    ReadReplicaDBInstanceIdentifiers: [],
    TagList: listOf(ownTags(target.tags)),
  }
  const present = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined))
  const { type, account, region } = target
  return { ...derivedFrom(present, databaseInstance, account), type, account, region }
}
