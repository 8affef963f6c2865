import type { Clock } from './clock.js'
import type { AccountConfiguration } from './configuration.js'
import type { CloudRequest, Operation, OperationParameters } from './operation.js'
import type { MetricRequirement } from './policy.js'
import type { Partition, Resource, Unread } from './resource.js'
import type { ResourceType } from './resource-type.js'

/** What to read of one type in one account and region. */
export interface ReadRequest {
  readonly type: string
  /** A region of the session, or `global` for types that are listed once an account. */
  readonly region: string
  readonly aspects: readonly string[]
  readonly metrics: readonly MetricRequirement[]
  readonly signal?: AbortSignal
}

/**
 * What a read yields: resources one by one, with failed aspects inside them as `unread`; and `unread` when the
 * listing itself failed, wholly or from some page on. A read never throws for what a cloud answers.
 */
export type ReadEvent =
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'unread'; readonly partition: Partition; readonly unread: Unread }

/** What to read of one resource, as before and after an operation on it. */
export interface TargetReadRequest extends ReadRequest {
  readonly id: string
}

/** The one resource as it is now; `gone` when the cloud says that it does not exist. */
export type TargetReading =
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unread'; readonly unread: Unread }

/** An operation on one target. `token` is unique to run and step and goes to APIs that take an idempotency token. */
export interface OperateRequest {
  readonly operation: Operation
  readonly target: Resource
  readonly params: OperationParameters
  readonly token: string
  readonly signal?: AbortSignal
}

export const operateFailureReasons = [
  'access-denied',
  'throttled',
  'not-found',
  'conflict',
  'invalid',
  'quota',
  'uncertain',
  'failed',
] as const

/** Why a call to a cloud failed. `uncertain` means that it may have taken effect all the same. */
export interface OperateFailure {
  readonly reason: (typeof operateFailureReasons)[number]
  readonly code: string
  readonly message: string
  readonly permission?: string
}

/** What the cloud answered, call by call; on failure the answers until then. Never credentials, never secrets. */
export type OperateOutcome =
  | {
      readonly kind: 'performed'
      readonly responses: readonly unknown[]
      /** The ids of what was made, in the order in which the operation's effect creates them; left out when not told. */
      readonly created?: readonly string[]
    }
  | { readonly kind: 'failed'; readonly failure: OperateFailure; readonly responses: readonly unknown[] }

/** An account whose credentials were resolved. */
export interface ProviderSession {
  readonly account: AccountConfiguration
  /** The regions to read, or why they could not be told. */
  readonly regions: () => Promise<{ readonly regions: readonly string[]; readonly unread?: Unread }>
  readonly read: (request: ReadRequest) => AsyncIterable<ReadEvent>
  /** Reads one resource again. Absent where a source cannot (a recording). */
  readonly readTarget?: (request: TargetReadRequest) => Promise<TargetReading>
  /** Performs an operation. Absent where a source cannot be changed (a recording). Never throws for what a cloud answers. */
  readonly operate?: (request: OperateRequest) => Promise<OperateOutcome>
  /** True when reads must be made one after another, as under a recording. */
  readonly serial: boolean
  readonly close: () => Promise<void>
}

/** What a provider needs from outside. */
export interface ProviderContext {
  readonly clock: Clock
  /** Calls under way at once in one account and in one region of it. */
  readonly concurrency: { readonly account: number; readonly region: number }
  /** Folder that relative recording and estate paths start from. */
  readonly root: string
}

/** A source of resources. Its own folder below `src/providers` knows the vendor; nothing else does. */
export interface Provider {
  readonly name: string
  readonly types: readonly ResourceType[]
  /** What can be done to resources of these types. Data and pure functions, but loaded only when asked for. */
  readonly operations?: () => Promise<readonly Operation[]>
  /** Checks a request against the vendor's own description of its input; what is wrong with it, or nothing. */
  readonly validateRequest?: (request: CloudRequest) => Promise<readonly string[]>
  /** True for accounts that this provider reads. */
  readonly serves: (account: AccountConfiguration) => boolean
  /** Opens an account; `unread` when its credentials do not work. */
  readonly open: (
    account: AccountConfiguration,
    context: ProviderContext,
  ) => Promise<{ readonly session: ProviderSession } | { readonly unread: Unread }>
}
