import type { ReadRequest } from '../../core/provider.js'
import type { Resource, Unread } from '../../core/resource.js'
import { aspectOfProperty, type ResourceType } from '../../core/resource-type.js'
import { linksOf } from '../reading/links-of.js'
import { figuresOf } from '../reading/metric-figures.js'
import { queriesOf, requirementsOn } from '../reading/metric-queries.js'
import type { StandingResource } from './account-state.js'
import type { EstateResource } from './estate-file.js'
import { pointsOf } from './metric-points.js'
import { daysSince, movedDates } from './moved-dates.js'
import { tagsOfDocument } from './tags-of-document.js'

/** Where an estate's resource is read from, when, and what was asked for. */
export interface ReadingContext {
  readonly account: string
  readonly type: ResourceType
  readonly request: Pick<ReadRequest, 'aspects' | 'metrics'>
  readonly now: Date
}

type UnreadParts = Readonly<Record<string, Unread>>

/** The resource as a cloud would have answered: without the aspects and metrics that nobody asked for. */
export function toResource({ entry, asOf }: StandingResource, context: ReadingContext): Resource {
  const { account, type, now } = context
  const unread = only(entry.unread ?? {}, (key) => asksFor(key, context))
  const readable = (property: string): boolean => asksFor(property, context) && !(property in unread)
  const written = only(entry.properties, readable)
  const properties = movedDates(written, daysSince(asOf, now)) as typeof written
  return {
    type: type.name,
    id: entry.id,
    name: entry.name ?? entry.id,
    account,
    region: entry.region ?? 'global',
    tags: entry.tags ?? tagsOfDocument(entry.properties),
    properties,
    ...unlessEmpty({ unread }),
    ...unlessEmpty({ links: linksOf(properties, followable(type, readable), account) }),
    ...unlessEmpty({ metrics: metricsOf(entry, unread, context) }),
  }
}

/** True for `metrics.<name>` and for properties that the request needs, or that the listing gives anyway. */
function asksFor(key: string, { type, request }: ReadingContext): boolean {
  if (key.startsWith('metrics.')) return request.metrics.some(({ metric }) => key === `metrics.${metric}`)
  const aspect = aspectOfProperty(type, key)
  return aspect === undefined || request.aspects.includes(aspect)
}

/** Links whose property was read; one that could not be followed is left out rather than empty. */
function followable({ links }: ResourceType, readable: (property: string) => boolean): ResourceType['links'] {
  return only(links, (name) => {
    const path = links[name]?.path
    return path !== undefined && readable(path.split(/[.[]/)[0] ?? '')
  })
}

function metricsOf(
  entry: EstateResource,
  unread: UnreadParts,
  { request, now }: ReadingContext,
): Readonly<Record<string, number | null>> {
  const asked = request.metrics.filter(({ metric }) => !(`metrics.${metric}` in unread))
  const names = [...new Set(asked.map(({ metric }) => metric))]
  const figures = queriesOf(asked, now).flatMap((query) =>
    names.map((name) => {
      const points = pointsOf(entry.metrics?.[name], query)
      return figuresOf({ query, points, requirements: requirementsOn(name, query) })
    }),
  )
  return Object.assign({}, ...figures)
}

function only<Value>(
  record: Readonly<Record<string, Value>>,
  wanted: (key: string) => boolean,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => wanted(key)))
}

/** The parts of a resource that it has only when there is something in them. */
function unlessEmpty<Part extends Readonly<Record<string, object>>>(part: Part): Partial<Part> {
  return only(part, (key) => Object.keys(part[key] ?? {}).length > 0) as Partial<Part>
}
