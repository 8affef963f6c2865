import type { Clock } from './clock.js'
import type { AccountConfiguration } from './configuration.js'
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

/** An account whose credentials were resolved. */
export interface ProviderSession {
  readonly account: AccountConfiguration
  /** The regions to read, or why they could not be told. */
  readonly regions: () => Promise<{ readonly regions: readonly string[]; readonly unread?: Unread }>
  readonly read: (request: ReadRequest) => AsyncIterable<ReadEvent>
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
  /** True for accounts that this provider reads. */
  readonly serves: (account: AccountConfiguration) => boolean
  /** Opens an account; `unread` when its credentials do not work. */
  readonly open: (
    account: AccountConfiguration,
    context: ProviderContext,
  ) => Promise<{ readonly session: ProviderSession } | { readonly unread: Unread }>
}
