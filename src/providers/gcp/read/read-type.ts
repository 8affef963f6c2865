import type { ReadEvent, ReadRequest } from '../../../core/provider.js'
import type { Resource, Unread } from '../../../core/resource.js'
import { inOrder } from '../../reading/in-order.js'
import { linksOf } from '../../reading/links-of.js'
import { mapValues } from '../../reading/map-values.js'
import { asDocument, type CallFailure, type Document, textMembers, unreadOf } from '../../reading/rest-answer.js'
import { type GcpResourceType, metricPermission } from '../description.js'
import type { GcpCaller } from '../rest/caller.js'
import { gcpPages } from '../rest/pages.js'
import { idOf, regionOf } from './identity.js'
import { listedItems, unreachablePlaces } from './listed-items.js'
import { type MetricAnswer, readMetric } from './read-metrics.js'

/** What reading needs to know of the account. */
export interface GcpReading {
  readonly caller: GcpCaller
  readonly project: string
  readonly now: () => Date
  /** Resources that are completed at once. */
  readonly width: number
}

type MetricAnswers = ReadonlyMap<string, MetricAnswer>

/** One read: the account, the type, what was asked for, and the metrics of all its resources. */
export interface TypeReading extends GcpReading {
  readonly type: GcpResourceType
  readonly request: ReadRequest
  readonly metrics: MetricAnswers
}

/** Lists a type in a project, page by page, and completes each resource with what was asked for. */
export async function* readType(
  reading: GcpReading,
  type: GcpResourceType,
  request: ReadRequest,
): AsyncGenerator<ReadEvent> {
  const typeReading = { ...reading, type, request, metrics: await readMetrics(reading, type, request) }
  const { list } = type.description
  const call = {
    url: fill(list.url, { project: reading.project }),
    query: mapValues(list.query ?? {}, (value) => fill(value, { project: reading.project })),
    signal: request.signal,
  }
  for await (const page of gcpPages(reading.caller, call)) {
    if ('failure' in page) yield unreadPart(typeReading, page.failure)
    else yield* readPage(typeReading, page.body)
  }
}

async function* readPage(reading: TypeReading, body: Document): AsyncGenerator<ReadEvent> {
  const { description } = reading.type
  const items = listedItems(body, description.list.items).map(asDocument)
  const documents = items.flatMap((document) => {
    const id = document && idOf(document, description)
    return document === undefined || id === undefined ? [] : [{ id, document }]
  })
  if (documents.length < items.length) {
    yield unreadPart(reading, { reason: 'failed', message: 'the listing holds an item without an id' })
  }
  for await (const resource of inOrder(documents, reading.width, (item) => complete(item.id, item.document, reading))) {
    yield { kind: 'resource', resource }
  }
  for (const place of unreachablePlaces(body)) {
    yield unreadPart(reading, { reason: 'not-available', message: `${place} could not be reached` })
  }
}

function unreadPart({ type, project, request }: TypeReading, failure: CallFailure): ReadEvent {
  return {
    kind: 'unread',
    partition: { type: type.name, account: project, region: request.region },
    unread: unreadOf(failure, `GET ${type.description.list.url}`, type.permissions[0]),
  }
}

/** The metrics asked for, each of all resources of the project. */
export async function readMetrics(
  { caller, project, now }: GcpReading,
  type: GcpResourceType,
  request: ReadRequest,
): Promise<MetricAnswers> {
  const answers = new Map<string, MetricAnswer>()
  for (const [name, metric] of Object.entries(type.description.metrics ?? {})) {
    const requirements = request.metrics.filter((requirement) => requirement.metric === name)
    if (requirements.length === 0) continue
    answers.set(name, await readMetric(caller, { project, metric, requirements, now: now(), signal: request.signal }))
  }
  return answers
}

/** The resource of a document, with the aspects and metrics asked for. */
export async function complete(id: string, document: Document, reading: TypeReading): Promise<Resource> {
  const { caller, type, request } = reading
  const name = typeof document['name'] === 'string' ? document['name'] : id
  const properties: Record<string, unknown> = { ...document }
  const figures: Record<string, number | null> = {}
  const unread: Record<string, Unread> = {}

  for (const [property, aspect] of Object.entries(type.description.aspects ?? {})) {
    if (!request.aspects.includes(property)) continue
    const url = fill(aspect.url, { name: encodeURIComponent(name) })
    const answer = await caller({ url, signal: request.signal, ...(aspect.query && { query: aspect.query }) })
    if ('body' in answer) properties[property] = answer.body
    else unread[property] = unreadOf(answer.failure, `GET ${aspect.url}`, aspect.permission)
  }
  for (const [metric, answer] of reading.metrics) {
    Object.assign(figures, answer.figures(document))
    if (answer.failure) unread[`metrics.${metric}`] = unreadOf(answer.failure, 'GET timeSeries', metricPermission)
  }
  return {
    type: type.name,
    id,
    name,
    account: reading.project,
    region: regionOf(document, type.description),
    tags: textMembers(document['labels']),
    properties,
    ...(Object.keys(type.links).length > 0 && { links: linksOf(document, type.links, reading.project) }),
    ...(Object.keys(unread).length > 0 && { unread }),
    ...(Object.keys(figures).length > 0 && { metrics: figures }),
  }
}

/** A template with its placeholders filled; those that nothing is known of stay. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
}
