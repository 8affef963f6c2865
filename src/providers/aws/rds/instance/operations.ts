import type { Operation, OperationParameter } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import type { SettingOperation } from '../../../operating/setting-operations.js'
import { type AwsSetting, type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { copyOperations } from './copies.js'
import { databaseInstance } from './definition.js'
import { refuseMember } from './member.js'
import { powerOperations } from './power.js'

/** A setting that is called the same when it is read and when it is put. */
function setting(path: string, parameter: OperationParameter, whenAbsent: ParameterValue): AwsSetting {
  return {
    path,
    parameter,
    whenAbsent,
    calls: ['ModifyDBInstance'],
    send: (value, { id }) => [
      ['ModifyDBInstance', { DBInstanceIdentifier: id, [path]: value, ApplyImmediately: true }],
    ],
  }
}

const longestRetention = 35
const instanceClass: OperationParameter = { type: 'string', pattern: 'db\\.[a-z0-9.-]+', title: 'Class, `db.t3.small`' }

const settings: AwsSettings = {
  instanceClass: setting('DBInstanceClass', instanceClass, null),
  backupRetention: {
    ...setting(
      'BackupRetentionPeriod',
      { type: 'integer', minimum: 0, maximum: longestRetention, title: 'Days to keep automatic backups; none at 0' },
      0,
    ),
    unseenCost: 'automatic backups are billed by the data in them',
  },
  publiclyAccessible: {
    ...setting('PubliclyAccessible', { type: 'boolean', title: 'Whether it has a public address' }, false),
    unseenCost: 'its public address is billed on its own',
  },
  deletionProtection: setting('DeletionProtection', { type: 'boolean', title: 'Protection against deletion' }, false),
}

const resize: SettingOperation = {
  verb: 'resize',
  title: 'Change the instance class at once, with an outage of minutes',
  risk: 'high',
  params: { type: { ...instanceClass, required: true } },
  moves: ['instanceClass'],
  wanted: ({ type }) => ({ instanceClass: type ?? null }),
  looksAt: ['DBInstanceStatus'],
  refusal: unlessAvailable,
}

const enableBackups: SettingOperation = {
  verb: 'enable-backups',
  title: 'Take automatic backups; turning them on interrupts it for a moment',
  risk: 'medium',
  params: {
    days: { type: 'integer', default: 7, minimum: 1, maximum: longestRetention, title: 'Least number of days to keep' },
  },
  moves: ['backupRetention'],
  wanted: ({ days }) => ({ backupRetention: days ?? null }),
  holds: ({ properties }, { days }) => Number(properties['BackupRetentionPeriod']) >= Number(days),
  looksAt: ['DBInstanceStatus', 'DBClusterIdentifier'],
  refusal: unlessOnItsOwn,
}

const setRetention: SettingOperation = {
  verb: 'set-retention',
  title: 'Set how long automatic backups are kept; older ones go',
  risk: 'medium',
  destructive: true,
  params: {
    days: { type: 'integer', required: true, minimum: 1, maximum: longestRetention, title: 'Days to keep' },
  },
  moves: ['backupRetention'],
  wanted: ({ days }) => ({ backupRetention: days ?? null }),
  looksAt: ['DBInstanceStatus', 'DBClusterIdentifier'],
  refusal: unlessOnItsOwn,
}

const makePrivate: SettingOperation = {
  verb: 'make-private',
  title: 'Take its public address away',
  risk: 'high',
  moves: ['publiclyAccessible'],
  wanted: () => ({ publiclyAccessible: false }),
  looksAt: ['DBInstanceStatus'],
  refusal: unlessAvailable,
}

const enableDeletionProtection: SettingOperation = {
  verb: 'enable-deletion-protection',
  title: 'Protect from deletion',
  risk: 'low',
  moves: ['deletionProtection'],
  wanted: () => ({ deletionProtection: true }),
  looksAt: ['DBInstanceStatus', 'DBClusterIdentifier'],
  refusal: unlessOnItsOwn,
}

/** What can be done to RDS instances. */
export const databaseInstanceOperations: readonly Operation[] = [
  ...powerOperations,
  ...copyOperations,
  ...awsSettingOperations(databaseInstance, { settings, settlesWithin: 1800 }, [
    resize,
    enableBackups,
    setRetention,
    makePrivate,
    enableDeletionProtection,
  ]),
  ...awsTagOperations(databaseInstance),
]

function unlessAvailable({ properties }: Resource): string | undefined {
  const status = properties['DBInstanceStatus']
  return status === 'available' ? undefined : `it is ${status}, not available`
}

function unlessOnItsOwn(target: Resource): string | undefined {
  return refuseMember(target)?.reason ?? unlessAvailable(target)
}
