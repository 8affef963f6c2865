import type { CloudRequest, OperationParameters } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { changes, defineOperation, type OperationDescription } from '../../../operating/define-operation.js'
import { isSame, textAt, valueAt } from '../../../operating/document.js'
import { already } from '../../../operating/refusal.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { gcpRequest } from '../../requests/gcp-request.js'
import { type Grants, grantPaths, grantsOf, isEmpty, joined, privatePart, publicPart, withGrants } from './access.js'
import { bucket } from './definition.js'

const { name: type } = bucket

const access: Pick<OperationDescription, 'documentation' | 'permissions' | 'reads' | 'dependsOn' | 'settlesWithin'> = {
  documentation: `${bucket.documentation}/setIamPolicy`,
  permissions: ['storage.buckets.getIamPolicy', 'storage.buckets.setIamPolicy', 'storage.buckets.update'],
  reads: ['iamPolicy'],
  dependsOn: grantPaths,
  settlesWithin: 120,
}

/** Takes everyone out of the policy and of the ACLs. */
export const makePrivate = defineOperation(type, {
  ...access,
  verb: 'make-private',
  title: 'Remove everyone from the policy and the ACLs of the bucket',
  risk: 'medium',
  precondition: (target) =>
    isEmpty(publicPart(grantsOf(target))) ? already('nothing is granted to everyone') : undefined,
  effect: (target) => changes(target, withGrants(target, privatePart(grantsOf(target)))),
  inverse: (before) => {
    const { bindings, acl, defaultObjectAcl } = publicPart(grantsOf(before)) as unknown as Record<
      string,
      ParameterValue
    >
    return {
      operation: `${type}.attach-policy`,
      params: { bindings: bindings ?? [], acl: acl ?? [], defaultObjectAcl: defaultObjectAcl ?? [] },
    }
  },
  requests: (target) => requestsFor(target, privatePart(grantsOf(target))),
})

/** Grants roles on the bucket; the inverse of taking them away. */
export const attachPolicy = defineOperation(type, {
  ...access,
  verb: 'attach-policy',
  title: 'Grant roles on the bucket',
  risk: 'critical',
  params: {
    bindings: { type: 'list', default: [], title: 'Bindings of the policy, `{ role, members }`' },
    acl: { type: 'list', default: [], title: 'Entries of the bucket’s ACL, `{ entity, role }`' },
    defaultObjectAcl: { type: 'list', default: [], title: 'Entries of the ACL of new objects, `{ entity, role }`' },
  },
  precondition: (target, params) =>
    isSame(joined(grantsOf(target), grantsIn(params)), grantsOf(target)) ? already('all of it is granted') : undefined,
  effect: (target, params) => changes(target, withGrants(target, joined(grantsOf(target), grantsIn(params)))),
  requests: (target, params) => requestsFor(target, joined(grantsOf(target), grantsIn(params))),
})

function grantsIn({ bindings, acl, defaultObjectAcl }: OperationParameters): Grants {
  return {
    bindings: documentsIn(bindings),
    acl: documentsIn(acl),
    defaultObjectAcl: documentsIn(defaultObjectAcl),
  }
}

/** The policy goes first: a change of the ACL gives the policy another etag. */
function requestsFor(target: Resource, wanted: Grants): readonly CloudRequest[] {
  const held = grantsOf(target)
  const moved = (['acl', 'defaultObjectAcl'] as const).filter((list) => !isSame(held[list], wanted[list]))
  const body = Object.fromEntries(moved.map((list) => [list, wanted[list]]))
  return [
    ...(isSame(held.bindings, wanted.bindings) ? [] : [setPolicy(target, wanted.bindings)]),
    ...(moved.length > 0 ? [gcpRequest('storage.buckets.patch', { bucket: target.name, body })] : []),
  ]
}

/** The etag of the policy that was read refuses the call when somebody else has changed it since. */
function setPolicy(target: Resource, bindings: readonly Document[]): CloudRequest {
  const etag = textAt(target.properties, 'iamPolicy.etag')
  const version = valueAt(target.properties, 'iamPolicy.version')
  return gcpRequest('storage.buckets.setIamPolicy', {
    bucket: target.name,
    body: { bindings, ...(etag !== undefined && { etag }), ...(version !== undefined && { version }) },
  })
}
