import type { Operation } from '../../../../core/operation.js'
import { defineOperation } from '../../../operating/define-operation.js'
import { armIdOf, armRequest } from '../../requests/arm-request.js'
import { azureTagOperations } from '../../tag-operations.js'
import { snapshot } from './definition.js'

const remove = defineOperation(snapshot.name, {
  verb: 'delete',
  title: 'Delete',
  documentation: 'https://learn.microsoft.com/rest/api/compute/snapshots/delete',
  risk: 'high',
  destructive: true,
  permissions: ['Microsoft.Compute/snapshots/delete'],
  dependsOn: ['properties.timeCreated'],
  precondition: () => undefined,
  effect: () => ({ target: undefined }),
  requests: (target) => [armRequest('DELETE', { path: armIdOf(target), apiVersion: snapshot.description.apiVersion })],
  settlesWithin: 300,
})

/** What can be done to snapshots of disks. */
export const snapshotOperations: readonly Operation[] = [remove, ...azureTagOperations(snapshot)]
