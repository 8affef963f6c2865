import type { Operation, OperationParameters } from '../../core/operation.js'
import type { OperateFailure, OperateOutcome } from '../../core/provider.js'
import type { Resource } from '../../core/resource.js'
import type { RunSession } from './run-session.js'

const firstBackOffMilliseconds = 1000
const throttledAttempts = 6

/** A change to be made now, under a lease that is held. */
export interface Change {
  readonly operation: Operation
  readonly resource: Resource
  readonly params: OperationParameters
  readonly token: string
  /** The address whose lease protects it. */
  readonly subject: string
  /** True when there is no more time for waiting: the last answer counts. */
  readonly isStopping: () => boolean
}

/**
 * Sends a change. What the cloud turned away for want of capacity is tried again after growing waits; everything else
 * is for the caller to judge.
 */
export async function sendChange(session: RunSession, change: Change): Promise<OperateOutcome> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await sendOnce(session, change)
    const throttled =
      outcome.kind === 'failed' && outcome.failure.reason === 'throttled' && outcome.responses.length === 0
    if (!throttled || attempt === throttledAttempts || change.isStopping()) return outcome
    await session.pause(firstBackOffMilliseconds * 2 ** (attempt - 1))
    if (change.isStopping()) return outcome
    await session.leases.fence(change.subject)
  }
}

async function sendOnce(session: RunSession, change: Change): Promise<OperateOutcome> {
  const { operation, resource, params, token } = change
  const account = await session.targets.session(resource.account)
  if ('reason' in account) return failed({ reason: 'failed', code: account.reason, message: account.message })
  if (!account.operate) {
    return failed({ reason: 'failed', code: 'NotChangeable', message: 'the account is read from a recording' })
  }
  try {
    return await account.operate({ operation, target: resource, params, token })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return failed({ reason: 'uncertain', code: 'NoAnswer', message })
  }
}

function failed(failure: OperateFailure): OperateOutcome {
  return { kind: 'failed', failure, responses: [] }
}
