import type { ReadRequest } from '../../core/provider.js'
import { metricKey, type Resource, type Unread } from '../../core/resource.js'
import { aspectOfProperty, type ResourceType } from '../../core/resource-type.js'
import type { EstateAccount, EstateResource } from './estate-file.js'
import { linkedIds } from './linked-ids.js'
import { statisticOf } from './statistic.js'
import { tagsOfDocument } from './tags-of-document.js'

/** Where an estate's resource is read from, and what was asked for. */
export interface ReadingContext {
  readonly estate: EstateAccount
  readonly type: ResourceType
  readonly request: ReadRequest
}

/** The resource as a cloud would have answered: without the aspects and metrics that nobody asked for. */
export function toResource(entry: EstateResource, { estate, type, request }: ReadingContext): Resource {
  const asked = (property: string): boolean => {
    const aspect = aspectOfProperty(type, property)
    return aspect === undefined || request.aspects.includes(aspect)
  }
  const unread = only(entry.unread ?? {}, (key) =>
    key.startsWith('metrics.') ? request.metrics.some(({ metric }) => key === `metrics.${metric}`) : asked(key),
  )
  const readable = (property: string): boolean => asked(property) && !(property in unread)
  const properties = only(entry.properties, readable)
  return {
    type: type.name,
    id: entry.id,
    name: entry.name ?? entry.id,
    account: estate.account,
    region: entry.region ?? 'global',
    tags: entry.tags ?? tagsOfDocument(entry.properties),
    properties,
    ...optional('unread', unread),
    ...optional('links', linksOf(properties, type, readable)),
    ...optional('metrics', metricsOf(entry, unread, request)),
  }
}

/** Links whose property was read; one that could not be followed is left out rather than empty. */
function linksOf(
  properties: Readonly<Record<string, unknown>>,
  type: ResourceType,
  readable: (property: string) => boolean,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(type.links).flatMap(([name, { path }]) =>
      path && readable(path.split(/[.[]/)[0] ?? '') ? [[name, linkedIds(properties, path)]] : [],
    ),
  )
}

function metricsOf(
  entry: EstateResource,
  unread: Readonly<Record<string, Unread>>,
  request: ReadRequest,
): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    request.metrics
      .filter(({ metric }) => !(`metrics.${metric}` in unread))
      .map(({ metric, statistic, window }) => [
        metricKey(metric, statistic, window),
        statisticOf(entry.metrics?.[metric] ?? [], statistic, window),
      ]),
  )
}

function only<Value>(
  record: Readonly<Record<string, Value>>,
  wanted: (key: string) => boolean,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => wanted(key)))
}

function optional<Key extends string, Value extends object>(key: Key, value: Value): { readonly [K in Key]?: Value } {
  return Object.keys(value).length > 0 ? ({ [key]: value } as { readonly [K in Key]?: Value }) : {}
}
