import type { Billing } from '../../core/billing.js'
import type { Link, ResourceType } from '../../core/resource-type.js'
import type { SchemaDocument } from '../../core/schema.js'
import { mapValues } from '../reading/map-values.js'
import { relativeName } from './relative-name.js'

/** A schema of a Google API, `<api>:<schema>`, e.g. `compute:Instance`. */
export type GcpModel = `${string}:${string}`

/** How a type is listed. */
export interface GcpListDescription {
  /** `{project}` stands for the project, here and in `query`. */
  readonly url: string
  readonly query?: Readonly<Record<string, string>>
  /** Where items are in an answer: dots descend, `*` spreads over the values of a map. */
  readonly items: string
  readonly permissions: readonly string[]
}

/** A part that takes its own call and fills the property of its name. `{name}` stands for the resource's name. */
export interface GcpAspectDescription {
  readonly title: string
  readonly url: string
  readonly query?: Readonly<Record<string, string>>
  readonly model: GcpModel
  readonly permission: string
}

/** A metric of Cloud Monitoring, read as means of periods, of all resources of a project in one query. */
export interface GcpMetricDescription {
  readonly title: string
  readonly unit: string
  /** The metric type, e.g. `compute.googleapis.com/instance/cpu/utilization`. */
  readonly monitoringType: string
  /** What the vendor's figures are multiplied by to be in `unit`. */
  readonly factor: number
  /** The label of the monitored resource that holds the same value as `property` of the document. */
  readonly label: string
  readonly property: string
}

/** All that distinguishes one GCP resource type from another, as data. A plain type needs nothing else. */
export interface GcpTypeDescription {
  readonly name: `gcp.${string}.${string}`
  readonly title: string
  readonly documentation: string
  readonly list: GcpListDescription
  /** The URL of one resource, and what is asked of it; `{id}` stands for its id. */
  readonly get: { readonly url: string; readonly query?: Readonly<Record<string, string>>; readonly permission: string }
  readonly model: GcpModel
  /** Properties to take the location from, the first one present; none for types that are global. */
  readonly location: readonly string[]
  /** The property that identifies it; a URL is cut to its path from `projects/` on. */
  readonly identity: 'selfLink' | 'name'
  readonly schema: () => Promise<{ readonly default: unknown }>
  readonly labelled: boolean
  readonly aspects?: Readonly<Record<string, GcpAspectDescription>>
  /** Links whose paths lead to URLs of resources, or to their names. */
  readonly links?: Readonly<Record<string, Omit<Link, 'idOf'>>>
  readonly metrics?: Readonly<Record<string, GcpMetricDescription>>
  readonly billing?: Billing
  readonly custodian: readonly string[]
}

/** A resource type together with how Google's APIs are asked for it. */
export interface GcpResourceType extends ResourceType {
  readonly description: GcpTypeDescription
}

/** What reading any metric needs. */
export const metricPermission = 'monitoring.timeSeries.list'

/** Makes the resource type that policies see of a description. Loads no SDK. */
export function defineGcpType(description: GcpTypeDescription): GcpResourceType {
  const { name, title, documentation, aspects = {}, links = {}, metrics = {} } = description
  return {
    name,
    title,
    documentation,
    description,
    links: mapValues(links, (link) => ({ ...link, idOf: relativeName })),
    cloud: 'gcp',
    scope: 'global',
    permissions: description.list.permissions,
    schema: async () => (await description.schema()).default as SchemaDocument,
    aspects: mapValues(aspects, (aspect, property) => ({
      title: aspect.title,
      properties: [property],
      permissions: [aspect.permission],
    })),
    metrics: mapValues(metrics, (metric) => ({
      title: metric.title,
      unit: metric.unit,
      permissions: [metricPermission],
    })),
    taggable: description.labelled,
    knownAs: { custodian: description.custodian },
    idProperty: 'name',
    ...(description.billing ? { billing: description.billing } : {}),
  }
}
