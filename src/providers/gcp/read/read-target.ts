import type { TargetReading, TargetReadRequest } from '../../../core/provider.js'
import { unreadOf } from '../../reading/rest-answer.js'
import type { GcpResourceType } from '../description.js'
import { idOf } from './identity.js'
import { complete, fill, type GcpReading, readMetrics } from './read-type.js'

/** Reads one resource again, with the parts asked for. */
export async function readTarget(
  reading: GcpReading,
  type: GcpResourceType,
  request: TargetReadRequest,
): Promise<TargetReading> {
  const { get, identity } = type.description
  const isOwn = identity === 'name' ? !request.id.includes('/') : request.id.startsWith(`projects/${reading.project}/`)
  if (!isOwn || request.id.split('/').includes('..')) {
    return { kind: 'unread', unread: { reason: 'not-available', message: `${request.id} is of another project` } }
  }
  const url = fill(get.url, { id: encodeURI(request.id) })
  const answer = await reading.caller({ url, signal: request.signal, ...(get.query && { query: get.query }) })
  if ('failure' in answer) {
    return answer.failure.code === 'notFound'
      ? { kind: 'gone' }
      : { kind: 'unread', unread: unreadOf(answer.failure, `GET ${get.url}`, get.permission) }
  }
  const id = idOf(answer.body, type.description)
  if (id === undefined) return { kind: 'unread', unread: { reason: 'failed', message: 'the answer has no id' } }
  const metrics = await readMetrics(reading, type, request)
  return { kind: 'resource', resource: await complete(id, answer.body, { ...reading, type, request, metrics }) }
}
