import type { ReadRequest } from '../../../core/provider.js'
import type { Resource, Unread } from '../../../core/resource.js'
import { unreadOf } from '../client/failure.js'
import type { AspectDescription, AwsResourceType, Caller, Document, TypeReader } from '../description.js'
import type { AspectAnswer } from './aspect-answer.js'
import { readCallAspect } from './call-aspect.js'
import { readJoinAspect } from './join-aspect.js'
import { type MetricAnswer, readMetrics } from './read-metrics.js'
import { derivedFrom } from './resource-of.js'

/** What reading a type needs to know of the account. */
export interface AwsReading {
  readonly type: AwsResourceType
  readonly request: ReadRequest
  readonly callerFor: (region: string) => Caller
  readonly now: Date
  /** Resources that are completed at once. */
  readonly width: number
}

/** What is read for all resources of a page together. */
interface Shared {
  readonly joins: ReadonlyMap<string, (document: Document) => AspectAnswer>
  readonly metrics: (document: Document) => MetricAnswer
}

async function sharedOf(reading: AwsReading, documents: readonly Document[]): Promise<Shared> {
  const { type, request, now } = reading
  const caller = reading.callerFor(request.region)
  const { service, metrics = {} } = type.description
  const joins = new Map<string, (document: Document) => AspectAnswer>()
  for (const [name, aspect] of requestedAspects(reading)) {
    if (aspect.kind === 'join') joins.set(name, await readJoinAspect(aspect, documents, { caller, service }))
  }
  const question = { metrics, requirements: request.metrics, now }
  return { joins, metrics: await readMetrics(question, documents, caller) }
}

function requestedAspects({ type, request }: AwsReading): readonly (readonly [string, AspectDescription])[] {
  return Object.entries(type.description.aspects ?? {}).filter(([name]) => request.aspects.includes(name))
}

/** The listed items of one page, on their way to being resources. */
export class Page {
  readonly #reading: AwsReading
  readonly #reader: TypeReader
  readonly #shared: Shared

  private constructor(reading: AwsReading, reader: TypeReader, shared: Shared) {
    this.#reading = reading
    this.#reader = reader
    this.#shared = shared
  }

  /** Reads what takes one call for all the listed items. */
  static async of(items: readonly Document[], reading: AwsReading, reader: TypeReader): Promise<Page> {
    return new Page(reading, reader, await sharedOf(reading, items))
  }

  /** Reads what takes calls for each item, and makes its resource. */
  async complete(item: Document): Promise<Resource> {
    const { document, region } = await this.#prepare(item)
    const properties: Record<string, unknown> = { ...document }
    const unread: Record<string, Unread> = {}
    for (const [name, aspect] of requestedAspects(this.#reading)) {
      if (aspect.properties.every((property) => properties[property] !== undefined)) continue
      const answer = await this.#aspect(name, aspect, { item, document, region })
      if ('properties' in answer) Object.assign(properties, answer.properties)
      else for (const property of aspect.properties) unread[property] = answer.unread
    }
    Object.assign(unread, this.#dependentOn(unread))
    const metrics = this.#shared.metrics(item)
    Object.assign(unread, metrics.unread)
    return this.#resource(properties, { region, unread, figures: metrics.figures })
  }

  async #prepare(item: Document): Promise<{ document: Document; region: string }> {
    const { request, callerFor } = this.#reading
    const caller = callerFor(request.region)
    return this.#reader.prepare?.(item, caller) ?? { document: item, region: request.region }
  }

  async #aspect(
    name: string,
    aspect: AspectDescription,
    { item, document, region }: { item: Document; document: Document; region: string },
  ): Promise<AspectAnswer> {
    const { service } = this.#reading.type.description
    const caller = this.#reading.callerFor(region)
    if (aspect.kind === 'call') return readCallAspect(aspect, document, { caller, service })
    if (aspect.kind === 'join') return this.#shared.joins.get(name)?.(item) ?? { properties: {} }
    try {
      return { properties: (await this.#reader.aspects?.[name]?.(document, caller)) ?? {} }
    } catch (error) {
      return { unread: unreadOf(error, { service, ...aspect }) }
    }
  }

  /** Tags and links whose property could not be read are unread too. */
  #dependentOn(unread: Readonly<Record<string, Unread>>): Record<string, Unread> {
    const links = Object.entries(this.#reading.type.links).map(([name, link]) => [`links.${name}`, link.path] as const)
    return Object.fromEntries(
      [['tags', 'Tags'] as const, ...links].flatMap(([name, path]) => {
        const cause = unread[path?.split(/[.[]/)[0] ?? '']
        return cause ? [[name, cause]] : []
      }),
    )
  }

  #resource(
    properties: Record<string, unknown>,
    { region, unread, figures }: { region: string; unread: Record<string, Unread>; figures: MetricAnswer['figures'] },
  ): Resource {
    const { type, callerFor } = this.#reading
    const { account } = callerFor(region).scope
    return {
      ...derivedFrom(properties, type, account),
      type: type.name,
      account,
      region,
      ...(Object.keys(unread).length > 0 && { unread }),
      ...(Object.keys(figures).length > 0 && { metrics: figures }),
    }
  }
}
