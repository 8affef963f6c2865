import type { Operation, Refusal } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { leaves } from '../../../operating/define-operation.js'
import { textAt } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import { becomes, defineAwsOperation } from '../../operate/aws-operation.js'
import { databaseInstance } from './definition.js'
import { refuseMember } from './member.js'

const status = 'DBInstanceStatus'

const whatStopsRestOn = [
  status,
  'DBClusterIdentifier',
  'ReadReplicaSourceDBInstanceIdentifier',
  'ReadReplicaDBInstanceIdentifiers',
]

const start = defineAwsOperation(databaseInstance, {
  verb: 'start',
  title: 'Start',
  calls: ['StartDBInstance'],
  risk: 'low',
  dependsOn: whatStopsRestOn,
  precondition: (target) => (isIn(target, 'available') ? already('it runs') : unlessIn(target, 'stopped')),
  effect: (target) => becomes(databaseInstance, target, { ...target.properties, [status]: 'available' }),
  inverse: (before) =>
    refuseForGood(before) === undefined ? { operation: `${databaseInstance.name}.stop`, params: {} } : undefined,
  send: ({ id }) => [['StartDBInstance', { DBInstanceIdentifier: id }]],
  settlesWithin: 1800,
})

const stop = defineAwsOperation(databaseInstance, {
  verb: 'stop',
  title: 'Stop; AWS starts it again after seven days',
  calls: ['StopDBInstance'],
  risk: 'medium',
  dependsOn: whatStopsRestOn,
  precondition: (target) => {
    if (isIn(target, 'stopped')) return already('it is stopped')
    return refuseForGood(target) ?? unlessIn(target, 'available')
  },
  effect: (target) => becomes(databaseInstance, target, { ...target.properties, [status]: 'stopped' }),
  inverse: () => ({ operation: `${databaseInstance.name}.start`, params: {} }),
  send: ({ id }) => [['StopDBInstance', { DBInstanceIdentifier: id }]],
  settlesWithin: 1800,
})

const restart = defineAwsOperation(databaseInstance, {
  verb: 'restart',
  title: 'Reboot',
  calls: ['RebootDBInstance'],
  risk: 'medium',
  dependsOn: [status],
  idempotency: 'check-first',
  precondition: (target) => unlessIn(target, 'available'),
  effect: leaves,
  send: ({ id }) => [['RebootDBInstance', { DBInstanceIdentifier: id }]],
  settlesWithin: 900,
})

/** Operations that leave the settings as they are. */
export const powerOperations: readonly Operation[] = [start, stop, restart]

/** Refuses a database that never can be stopped. */
function refuseForGood(target: Resource): Refusal | undefined {
  const { properties } = target
  const member = refuseMember(target)
  if (member !== undefined) return member
  const replicas = properties['ReadReplicaDBInstanceIdentifiers']
  if (properties['ReadReplicaSourceDBInstanceIdentifier'] !== undefined) return refused('it is a read replica')
  return Array.isArray(replicas) && replicas.length > 0 ? refused('it has read replicas') : undefined
}

function isIn({ properties }: Resource, name: string): boolean {
  return textAt(properties, status) === name
}

function unlessIn(target: Resource, name: string): Refusal | undefined {
  return isIn(target, name) ? undefined : refused(`it is ${textAt(target.properties, status)}, not ${name}`)
}
