import type { Operation, OperationParameters } from '../../core/operation.js'
import type { Partition, Resource, Unread } from '../../core/resource.js'
import type { RunSession } from './run-session.js'

/** What was found when a resource was looked at before acting on it. */
export type Look =
  | { readonly kind: 'ready'; readonly resource: Resource }
  | { readonly kind: 'already'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unread'; readonly unread: Unread }

/** An operation that is about to be performed, or that may have been. */
export interface LookRequest {
  readonly place: Partition & { readonly id: string }
  readonly operation: Operation
  readonly params: OperationParameters
  readonly aspects: readonly string[]
  /** True when it was begun before and nobody knows how it ended. */
  readonly inDoubt: boolean
  /** True when there is no more time for waiting: what was found by then counts. */
  readonly isStopping: () => boolean
}

/**
 * Reads a resource and asks the operation's precondition. After doubt, a read is repeated while an effect may still
 * come to show: until the operation has settled, or until it can be told.
 */
export async function look(session: RunSession, request: LookRequest): Promise<Look> {
  const deadline = session.now() + request.operation.settlesWithin * 1000
  for (let delay = 1000; ; delay = Math.min(delay * 2, 10_000)) {
    const found = await lookOnce(session, request)
    const mayChange = request.inDoubt && isOpen(found, request.operation)
    if (!mayChange || session.now() >= deadline || request.isStopping()) return found
    await session.pause(delay)
  }
}

/** True when the effect of an earlier attempt may yet show, and repeating the call at once could act twice. */
function isOpen({ kind }: Look, { idempotency }: Operation): boolean {
  return kind === 'refused' || kind === 'unread' || (kind === 'ready' && idempotency === 'check-first')
}

async function lookOnce(session: RunSession, { place, operation, params, aspects }: LookRequest): Promise<Look> {
  const reading = await session.targets.read({ place, aspects, metrics: [] })
  if (reading.kind !== 'resource') return reading
  const refusal = operation.precondition(reading.resource, params)
  return refusal ?? { kind: 'ready', resource: reading.resource }
}
