import type { Billing } from '../../core/billing.js'
import type { Link, ResourceScope, ResourceType } from '../../core/resource-type.js'
import type { ObjectSchema, SchemaDocument, TypeSchema } from '../../core/schema.js'
import { mapValues } from '../reading/map-values.js'
import type { Document } from '../reading/rest-answer.js'
import { type AwsServiceName, operationName } from './services.js'

export type { Document } from '../reading/rest-answer.js'

/** Where a read happens; what inputs may depend on besides the document. */
export interface ReadScope {
  readonly account: string
  readonly accountName: string
  readonly region: string
}

/** One operation of one service. `service` is the type's own when left out. */
export interface CallDescription {
  readonly service?: AwsServiceName
  readonly operation: string
  /** Permissions, where they are not named as the operation is. */
  readonly permissions?: readonly string[]
}

/** A type that is listed page by page. `items` is a path in the answer: dots descend, `[]` spreads a list. */
export interface ListDescription extends CallDescription {
  readonly input?: Document
  readonly items: string
  /** How one of them is asked for; where nothing is said, it is looked for in the listing. */
  readonly one?: OneDescription
}

/** A call for one resource by its id: the listing with another input, or another operation. */
export interface OneDescription {
  readonly operation?: string
  readonly input: (id: string) => Document
  /** Path to the resource in the answer, where it is not that of the listing; `''` is the answer itself. */
  readonly item?: string
  /** Error codes, without `Exception` or `Fault`, that mean that there is no such resource. */
  readonly gone?: readonly string[]
}

/** A call made for each element of a list that another call gave. */
export interface EachDescription extends CallDescription {
  readonly input: (element: unknown, document: Document) => Document
  /** Path in the answer; the whole answer when left out. */
  readonly result?: string
  /** Member of the element that takes the result; without it the result replaces the element. */
  readonly as?: string
}

interface AspectBase {
  readonly title: string
  readonly properties: readonly string[]
}

/**
 * One call for each resource. With one property the result at `result` becomes that property; a result path that
 * ends with `[]` is collected over all pages. With several properties the result's members of these names do.
 */
export interface CallAspect extends AspectBase, CallDescription {
  readonly kind: 'call'
  readonly input: (document: Document, scope: ReadScope) => Document
  readonly result?: string
  readonly each?: EachDescription
  /** Error codes, without `Exception` or `Fault`, that mean "not configured": the property is absent. */
  readonly absent?: readonly string[]
}

/** One paged call for many resources, whose items are dealt out by a key. */
export interface JoinAspect extends AspectBase, CallDescription {
  readonly kind: 'join'
  /** The input for up to `chunk` keys. */
  readonly input: (keys: readonly string[]) => Document
  readonly chunk: number
  readonly items: string
  /** Path in an item to the keys of the resources it belongs to. */
  readonly itemKey: string
  /** The key of a resource: a path in its document. */
  readonly resourceKey: string | ((document: Document) => string | undefined)
  /** Path in an item to what is kept of it; all of it when left out. */
  readonly value?: string
  /** True when a resource has at most one item: then the property is that item, not a list. */
  readonly single?: boolean
}

/** An aspect that needs code: `reader` names a function of the type's `read.ts`. */
export interface CodeAspect extends AspectBase, CallDescription {
  readonly kind: 'code'
  /** The schemas of its properties, which no operation's answer describes. */
  readonly shape: Readonly<Record<string, TypeSchema>>
}

export type AspectDescription = CallAspect | JoinAspect | CodeAspect

/** A CloudWatch metric. */
export interface MetricDescription {
  readonly title: string
  readonly unit: string
  readonly namespace: string
  readonly metric: string
  /** How the samples of a period become its value. */
  readonly samples: 'Average' | 'Sum'
  /** True when CloudWatch has no data points while nothing happens: a gap is then none. */
  readonly sparse?: boolean
  readonly dimensions: (document: Document) => Readonly<Record<string, string>>
}

/** Everything about a resource type of AWS, as data. A plain type needs nothing else. */
export interface AwsTypeDescription {
  readonly name: string
  readonly title: string
  readonly scope: ResourceScope
  readonly documentation: string
  readonly custodian: readonly string[]
  readonly service: AwsServiceName
  /** How it is listed, or `read` when its `read.ts` makes the only resource there is. */
  readonly list: ListDescription | { readonly single: (scope: ReadScope) => Document; readonly shape: ObjectSchema }
  readonly id: string
  /** Property with the name for people; the tag `Name` and then the id when left out. */
  readonly nameProperty?: string
  /** Property with the vendor's tags; copied to `Tags` where it is called otherwise. Absent when it has none. */
  readonly tags?: string
  readonly aspects?: Readonly<Record<string, AspectDescription>>
  readonly links?: Readonly<Record<string, Link>>
  readonly metrics?: Readonly<Record<string, MetricDescription>>
  readonly billing?: Billing
  readonly schema: () => Promise<{ readonly default: unknown }>
  /** Loads the type's `read.ts`, for what a table cannot say. */
  readonly read?: () => Promise<{ readonly reader: TypeReader }>
}

/** Makes calls of one account and region; gives answers as plain JSON documents. */
export interface Caller {
  readonly scope: ReadScope
  readonly call: (service: AwsServiceName, operation: string, input: Document) => Promise<Document>
  readonly pages: (service: AwsServiceName, operation: string, input: Document) => AsyncIterable<Document>
  /** Does something once in a session and remembers its result. */
  readonly once: <T>(key: string, work: () => Promise<T>) => Promise<T>
  /** Milliseconds to wait before asking again for something that AWS is still preparing. */
  readonly patience: number
}

/** What a type's `read.ts` may do beside the table. */
export interface TypeReader {
  /** False for listed items that are no resources of this partition. */
  readonly keep?: (document: Document, scope: ReadScope) => boolean
  /** Completes a listed item before its aspects are read, and says in which region it is. */
  readonly prepare?: (
    document: Document,
    caller: Caller,
  ) => Promise<{ readonly document: Document; readonly region: string }>
  /** Aspects of kind `code`, by name: the properties they fill. */
  readonly aspects?: Readonly<Record<string, (document: Document, caller: Caller) => Promise<Document>>>
}

/** A resource type together with how it is read. */
export interface AwsResourceType extends ResourceType {
  readonly description: AwsTypeDescription
}

/** Makes the resource type that policies see of a description. Loads no SDK. */
export function defineAwsType(description: AwsTypeDescription): AwsResourceType {
  const { name, title, scope, documentation, aspects = {}, links = {}, metrics = {} } = description
  return {
    name,
    title,
    cloud: 'aws',
    scope,
    documentation,
    description,
    permissions: 'single' in description.list ? [] : permissionsOf(description.list, description.service),
    schema: async () => (await description.schema()).default as SchemaDocument,
    aspects: mapValues(aspects, (aspect) => ({
      title: aspect.title,
      properties: aspect.properties,
      permissions: aspectPermissions(aspect, description.service),
    })),
    links,
    metrics: mapValues(metrics, (metric) => ({
      title: metric.title,
      unit: metric.unit,
      permissions: ['cloudwatch:GetMetricData'],
    })),
    taggable: description.tags !== undefined,
    ...(description.tags === undefined ? {} : { tagsProperty: description.tags }),
    knownAs: { custodian: description.custodian },
    idProperty: description.id,
    ...(description.billing ? { billing: description.billing } : {}),
  }
}

/** The permissions that a call needs: those it lists, or the one named as its operation is. */
export function permissionsOf(call: CallDescription, service: AwsServiceName): readonly string[] {
  return call.permissions ?? [operationName(call.service ?? service, call.operation)]
}

function aspectPermissions(aspect: AspectDescription, service: AwsServiceName): readonly string[] {
  const each = aspect.kind === 'call' && aspect.each ? permissionsOf(aspect.each, aspect.service ?? service) : []
  return [...permissionsOf(aspect, service), ...each]
}
