/** The clouds that resource types belong to. */
export const clouds = ['aws', 'azure', 'gcp'] as const
export type Cloud = (typeof clouds)[number]

/** Why a part of a resource, or a whole listing, could not be read. */
export const unreadReasons = [
  'access-denied',
  'throttled',
  'not-read',
  'not-available',
  'timed-out',
  'failed',
  'interrupted',
] as const
export type UnreadReason = (typeof unreadReasons)[number]

/** The record of a failed reading: what went wrong, in which call, and which permission would have allowed it. */
export interface Unread {
  readonly reason: UnreadReason
  readonly message: string
  /** The vendor's call, e.g. `s3:GetBucketPolicy`. */
  readonly operation?: string
  readonly permission?: string
}

/**
 * One cloud resource as read at one moment, and one line of a snapshot.
 * `properties` is the vendor's own document (JSON values only, timestamps as ISO 8601 texts).
 */
export interface Resource {
  readonly type: string
  /** Unique within type, account and region: the vendor's id or name. */
  readonly id: string
  readonly name: string
  readonly account: string
  /** The vendor's region or location; `global` where there is none. */
  readonly region: string
  readonly tags: Readonly<Record<string, string>>
  readonly properties: Readonly<Record<string, unknown>>
  /** Top-level properties whose reading failed, with the reason. Absent when everything asked for was read. */
  readonly unread?: Readonly<Record<string, Unread>>
  /** Ids of linked resources by link name. */
  readonly links?: Readonly<Record<string, readonly string[]>>
  /** Metric figures by `metricKey`; a null is a window without enough data points. */
  readonly metrics?: Readonly<Record<string, number | null>>
}

/** The name of the partition that a resource is stored in. */
export interface Partition {
  readonly type: string
  readonly account: string
  readonly region: string
}

/** The address of a resource among all accounts, e.g. `aws.s3.bucket/111111111111/eu-west-1/logs`. */
export function resourceAddress(resource: Pick<Resource, 'type' | 'account' | 'region' | 'id'>): string {
  return `${resource.type}/${resource.account}/${resource.region}/${resource.id}`
}

/** The key of a figure in `Resource.metrics`: `metricKey('cpu', 'max', '7d')` is `cpu.max(7d)`. */
export function metricKey(metric: string, statistic: string, window: string): string {
  return `${metric}.${statistic}(${window})`
}
