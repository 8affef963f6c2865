import type { Operation } from '../../../../core/operation.js'
import { defineOperation } from '../../../operating/define-operation.js'
import { gcpRequest, placeOf, requestIdOf } from '../../requests/gcp-request.js'
import { fingerprintedLabels } from '../fingerprinted-labels.js'
import { snapshot } from './definition.js'

const remove = defineOperation(snapshot.name, {
  verb: 'delete',
  title: 'Delete',
  documentation: `${snapshot.documentation}/delete`,
  risk: 'high',
  destructive: true,
  permissions: ['compute.snapshots.delete'],
  dependsOn: ['creationTimestamp'],
  idempotency: 'token',
  precondition: () => undefined,
  effect: () => ({ target: undefined }),
  requests: (target, _, token) => {
    const { scope, name } = placeOf(target)
    return [gcpRequest('compute.snapshots.delete', { ...scope, snapshot: name, requestId: requestIdOf(token) })]
  },
  settlesWithin: 300,
})

/** What can be done to snapshots of disks. */
export const snapshotOperations: readonly Operation[] = [
  remove,
  ...fingerprintedLabels(snapshot, {
    method: 'snapshots.setLabels',
    parameter: 'resource',
    takesRequestId: false,
    permission: 'compute.snapshots.setLabels',
  }),
]
