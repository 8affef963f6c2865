import type { CloudRequest, Operation } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import { type TagChange, tagOperations } from '../operating/tag-operations.js'
import type { AzureResourceType } from './description.js'
import { armIdOf, armRequest } from './requests/arm-request.js'

const most = 50

/** Tagging as every ARM type knows it: the Tags API sets or removes single tags and leaves the others alone. */
export function azureTagOperations(type: AzureResourceType): readonly Operation[] {
  return tagOperations(type.name, {
    property: 'tags',
    documentation: 'https://learn.microsoft.com/rest/api/resources/tags/update-at-scope',
    permissions: ['Microsoft.Resources/tags/write'],
    refusal,
    requests,
    idempotency: 'natural',
    settlesWithin: 120,
  })
}

/** Tag names ignore case, and which spelling survives an update is up to the resource's provider. */
function refusal({ before, after, set }: TagChange): string | undefined {
  const known = new Map(Object.keys(before).map((name) => [name.toLowerCase(), name]))
  const respelt = Object.keys(set).find((name) => (known.get(name.toLowerCase()) ?? name) !== name)
  if (respelt !== undefined) return `it has the tag ${respelt} in another spelling`
  return Object.keys(after).length > most ? `a resource has at most ${most} tags` : undefined
}

function requests(target: Resource, { before, set, removed }: TagChange): readonly CloudRequest[] {
  const gone = Object.fromEntries(removed.map((name) => [name, before[name] ?? '']))
  return [
    ...(Object.keys(set).length > 0 ? [tagRequest(target, 'Merge', set)] : []),
    ...(removed.length > 0 ? [tagRequest(target, 'Delete', gone)] : []),
  ]
}

function tagRequest(target: Resource, operation: 'Merge' | 'Delete', tags: TagChange['set']): CloudRequest {
  return armRequest('PATCH', {
    path: `${armIdOf(target)}/providers/Microsoft.Resources/tags/default`,
    apiVersion: '2025-03-01',
    body: { operation, properties: { tags } },
  })
}
