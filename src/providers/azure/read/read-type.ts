import type { ReadEvent, ReadRequest } from '../../../core/provider.js'
import type { Resource, Unread } from '../../../core/resource.js'
import { inOrder } from '../../reading/in-order.js'
import { linksOf } from '../../reading/links-of.js'
import { asDocument, type CallFailure, type Document, textMembers, unreadOf } from '../../reading/rest-answer.js'
import { type ArmCaller, armPath } from '../arm/caller.js'
import { armPages } from '../arm/pages.js'
import { comparableId } from '../arm-id.js'
import type { AzureResourceType } from '../description.js'
import { locationOf } from './location-of.js'
import { readAspect } from './read-aspect.js'
import { readMetric } from './read-metrics.js'

/** What reading needs to know of the account. */
export interface AzureReading {
  readonly caller: ArmCaller
  readonly subscription: string
  readonly now: () => Date
  /** Resources that are completed at once. */
  readonly width: number
}

/** Lists a type in a subscription, page by page, and completes each resource with what was asked for. */
export async function* readType(
  reading: AzureReading,
  type: AzureResourceType,
  request: ReadRequest,
): AsyncGenerator<ReadEvent> {
  const { armType, apiVersion } = type.description
  const path = `/subscriptions/${reading.subscription}/providers/${armType}`
  const unreadPart = (failure: CallFailure): ReadEvent => ({
    kind: 'unread',
    partition: { type: type.name, account: reading.subscription, region: request.region },
    unread: unreadOf(failure, `GET ${armType}`, type.permissions[0]),
  })
  for await (const page of armPages(reading.caller, armPath(path, apiVersion), request.signal)) {
    if ('failure' in page) {
      yield unreadPart(page.failure)
      return
    }
    const documents = page.items.map(asDocument).filter(isIdentified)
    if (documents.length < page.items.length) {
      yield unreadPart({ reason: 'failed', message: 'the listing holds an item without an id' })
    }
    for await (const resource of inOrder(documents, reading.width, (item) =>
      complete(item, reading, { type, request }),
    )) {
      yield { kind: 'resource', resource }
    }
  }
}

/** A document that ARM gave an id. */
export type IdentifiedDocument = Document & { readonly id: string }

export function isIdentified(document: Document | undefined): document is IdentifiedDocument {
  return typeof document?.['id'] === 'string'
}

/** The resource of a document, with the aspects and metrics asked for. */
export async function complete(
  document: IdentifiedDocument,
  { caller, subscription, now }: AzureReading,
  { type, request }: { readonly type: AzureResourceType; readonly request: ReadRequest },
): Promise<Resource> {
  const { id } = document
  const region = locationOf(document)
  const properties: Record<string, unknown> = { ...document }
  const metrics: Record<string, number | null> = {}
  const unread: Record<string, Unread> = {}

  for (const [name, aspect] of requestedOf(type.description.aspects, request.aspects)) {
    const placeholders = { id, subscription, location: region }
    const answer = await readAspect(caller, aspect, { placeholders, signal: request.signal })
    if ('unread' in answer) unread[name] = answer.unread
    else if (answer.value !== undefined) properties[name] = answer.value
  }
  for (const [name, metric] of requestedOf(
    type.description.metrics,
    request.metrics.map(({ metric }) => metric),
  )) {
    const requirements = request.metrics.filter((requirement) => requirement.metric === name)
    const answer = await readMetric(caller, { id, metric, requirements, now: now(), signal: request.signal })
    Object.assign(metrics, answer.figures)
    if (answer.unread) unread[`metrics.${name}`] = answer.unread
  }
  return {
    type: type.name,
    id: comparableId(id),
    name: typeof document['name'] === 'string' ? document['name'] : id,
    account: subscription,
    region,
    tags: textMembers(document['tags']),
    properties,
    ...(Object.keys(type.links).length > 0 && { links: linksOf(document, type.links, subscription) }),
    ...(Object.keys(unread).length > 0 && { unread }),
    ...(Object.keys(metrics).length > 0 && { metrics }),
  }
}

function requestedOf<Description>(
  described: Readonly<Record<string, Description>> | undefined,
  requested: readonly string[],
): readonly (readonly [string, Description])[] {
  return Object.entries(described ?? {}).filter(([name]) => requested.includes(name))
}
