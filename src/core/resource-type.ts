import type { Billing } from './billing.js'
import type { Operation } from './operation.js'
import type { Cloud } from './resource.js'
import type { SchemaDocument } from './schema.js'

/** A part of a resource that takes its own call. Read only when some policy needs one of its properties. */
export interface Aspect {
  readonly title: string
  /** Top-level properties of the resource document that this aspect fills. */
  readonly properties: readonly string[]
  /** Permissions that reading needs, in the vendor's own spelling. */
  readonly permissions: readonly string[]
}

/**
 * A join to another type. `path` names the ids in this resource's document (dots descend, `[]` spreads a list);
 * `inverse` names a link of the other type that points here. Exactly one of the two is given.
 */
export interface Link {
  readonly title: string
  readonly type: string
  readonly path?: string
  readonly inverse?: string
  /** Makes an id of each text at `path`, where those are not ids themselves (ARNs, say); undefined for no link. */
  readonly idOf?: (text: string, account: string) => string | undefined
}

/** The top-level property that a link's ids stand in, where they stand in the document. */
export function propertyOfLink({ path }: { readonly path?: string | undefined }): string | undefined {
  return path?.split(/[.[]/, 1)[0]
}

/** A time series that can be asked for: `metrics.<name>.<statistic>(window)` in conditions, in `unit`. */
export interface Metric {
  readonly title: string
  readonly unit: string
  readonly permissions: readonly string[]
}

/**
 * What conditions may ask of a metric: statistics over the values of the periods within a window, which are five minutes
 * for windows up to three hours, hours up to three days, and days.
 */
export const metricStatistics = ['max', 'min', 'average', 'sum'] as const
export type MetricStatistic = (typeof metricStatistics)[number]

/** Where resources of a type live: in every region, once an account, or listed once though each has a region. */
export type ResourceScope = 'regional' | 'global' | 'account'

/**
 * A resource type as policies see it. Holds data only: importing a definition never loads a cloud SDK.
 */
export interface ResourceType {
  /** `<cloud>.<service>.<type>`, e.g. `aws.s3.bucket`. */
  readonly name: string
  readonly title: string
  readonly cloud: Cloud
  readonly scope: ResourceScope
  /** The vendor's page on this type. */
  readonly documentation: string
  /** Permissions that listing needs. */
  readonly permissions: readonly string[]
  readonly schema: () => Promise<SchemaDocument>
  readonly aspects: Readonly<Record<string, Aspect>>
  readonly links: Readonly<Record<string, Link>>
  readonly metrics: Readonly<Record<string, Metric>>
  /** True when the vendor lets people tag or label it. */
  readonly taggable: boolean
  /** The property that `tags` are made of, where an aspect may have to fill it. */
  readonly tagsProperty?: string
  /** What other tools call it, for importers: `{ custodian: ['aws.s3'] }`. */
  readonly knownAs: Readonly<Record<string, readonly string[]>>
  /** The property that Custodian and people use as id, e.g. `Name`; importers compare by it. */
  readonly idProperty: string
  /** What its resources are billed by; unknown when left out. */
  readonly billing?: Billing
}

/** All resource types, by name. */
export interface Catalog {
  readonly types: ReadonlyMap<string, ResourceType>
  /** All operations by name (`aws.ec2.instance.stop`); loaded when playbooks or plans need them. */
  readonly operations?: () => Promise<ReadonlyMap<string, Operation>>
}

/** A catalog of the given types; a name given twice is a bug and throws. */
export function catalogOf(types: readonly ResourceType[]): Catalog {
  const byName = new Map(types.map((type) => [type.name, type]))
  if (byName.size !== types.length) throw new Error('a resource type is registered twice')
  return { types: byName }
}

/** The aspect that fills a top-level property, or undefined when the listing itself does. */
export function aspectOfProperty(type: ResourceType, property: string): string | undefined {
  return Object.entries(type.aspects).find(([, aspect]) => aspect.properties.includes(property))?.[0]
}
