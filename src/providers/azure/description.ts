import type { Billing } from '../../core/billing.js'
import type { Link, ResourceType } from '../../core/resource-type.js'
import type { SchemaDocument, TypeSchema } from '../../core/schema.js'
import { mapValues } from '../reading/map-values.js'
import { comparableId } from './arm-id.js'

/** A model of an Azure management package, `<package>:<model>`, or a shape that no installed package describes. */
export type AzureModel = `arm-${string}:${string}` | TypeSchema

/**
 * A child setting that takes its own call and fills the property of its name.
 * `{id}`, `{subscription}` and `{location}` in `path` and `body` stand for those of the resource.
 */
export interface AzureAspectDescription {
  readonly title: string
  readonly path: string
  readonly apiVersion: string
  /** `list` when the answer is pages of `value`. */
  readonly answer: 'document' | 'list'
  readonly model: AzureModel
  readonly permission: string
  /** Error codes that mean "not configured": the property is absent. */
  readonly absent?: readonly string[]
  /** Sent with POST; without a body the call is a GET. */
  readonly body?: Readonly<Record<string, string>>
}

/** A metric of Azure Monitor, read as averages of periods. */
export interface AzureMetricDescription {
  readonly title: string
  readonly unit: string
  /** The name that Azure Monitor knows it by. */
  readonly monitorName: string
}

/** All that distinguishes one ARM resource type from another, as data. A plain type needs nothing else. */
export interface AzureTypeDescription {
  readonly name: `azure.${string}.${string}`
  readonly title: string
  /** The ARM type, e.g. `Microsoft.Compute/disks`: gives the listing's path and permission. */
  readonly armType: `Microsoft.${string}/${string}`
  readonly apiVersion: string
  readonly model: AzureModel
  /** Dotted properties of the model that a listing never fills, kept out of the schema. */
  readonly omit?: readonly string[]
  readonly schema: () => Promise<{ readonly default: unknown }>
  readonly aspects?: Readonly<Record<string, AzureAspectDescription>>
  /** Links whose paths lead to ARM ids. */
  readonly links?: Readonly<Record<string, Omit<Link, 'idOf'>>>
  readonly metrics?: Readonly<Record<string, AzureMetricDescription>>
  readonly billing?: Billing
  readonly custodian: readonly string[]
}

/** A resource type together with how ARM is asked for it. */
export interface AzureResourceType extends ResourceType {
  readonly description: AzureTypeDescription
}

/** What reading any metric needs. */
export const metricPermission = 'Microsoft.Insights/metrics/read'

/** Makes the resource type that policies see of a description; ARM's regularity supplies the rest. Loads no SDK. */
export function defineAzureType(description: AzureTypeDescription): AzureResourceType {
  const { name, title, armType, aspects = {}, links = {}, metrics = {} } = description
  return {
    name,
    title,
    description,
    links: mapValues(links, (link) => ({ ...link, idOf: comparableId })),
    cloud: 'azure',
    scope: 'global',
    documentation: `https://learn.microsoft.com/azure/templates/${armType.toLowerCase()}`,
    permissions: [`${armType}/read`],
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
    taggable: true,
    knownAs: { custodian: description.custodian },
    idProperty: 'name',
    ...(description.billing ? { billing: description.billing } : {}),
  }
}
