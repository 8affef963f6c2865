import type { TargetReading, TargetReadRequest } from '../../../core/provider.js'
import { unreadOf } from '../../reading/rest-answer.js'
import { armPath } from '../arm/caller.js'
import type { AzureResourceType } from '../description.js'
import { type AzureReading, complete, isIdentified } from './read-type.js'

/** Error codes that say that there is no such resource, and not that it could not be looked for. */
const gone = new Set(['ResourceNotFound', 'ResourceGroupNotFound', 'NotFound'])

/** Reads one resource again, with the parts asked for. */
export async function readTarget(
  reading: AzureReading,
  type: AzureResourceType,
  request: TargetReadRequest,
): Promise<TargetReading> {
  const { armType, apiVersion } = type.description
  if (!request.id.toLowerCase().startsWith(`/subscriptions/${reading.subscription.toLowerCase()}/`)) {
    return { kind: 'unread', unread: { reason: 'not-available', message: `${request.id} is of another subscription` } }
  }
  const answer = await reading.caller({ target: armPath(request.id, apiVersion), signal: request.signal })
  if ('failure' in answer) {
    const { failure } = answer
    return failure.code !== undefined && gone.has(failure.code)
      ? { kind: 'gone' }
      : { kind: 'unread', unread: unreadOf(failure, `GET ${armType}`, type.permissions[0]) }
  }
  return isIdentified(answer.body)
    ? { kind: 'resource', resource: await complete(answer.body, reading, { type, request }) }
    : { kind: 'unread', unread: { reason: 'failed', message: 'the answer has no id' } }
}
