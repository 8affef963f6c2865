import type { CloudRequest } from '../../core/operation.js'
import type { OperateFailure, OperateOutcome, OperateRequest } from '../../core/provider.js'
import { givenUp } from './operate-failure.js'

/** What one call came to: what is worth recording of its answer, or why it failed. */
export type CallOutcome = { readonly response: unknown } | { readonly failure: OperateFailure }

/** Makes one call and waits for what it set off, until the signal ends the waiting. */
export type Performer = (request: CloudRequest, signal: AbortSignal) => Promise<CallOutcome>

/**
 * Performs an operation: its calls one after another, all within the time that it settles in, up to the first failure.
 * A refusal names the permission that the operation needs.
 */
export async function performOperation(request: OperateRequest, perform: Performer): Promise<OperateOutcome> {
  const { operation, target, params, token, signal } = request
  const deadline = AbortSignal.timeout(operation.settlesWithin * 1000)
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline
  const responses: unknown[] = []
  for (const call of operation.requests(target, params, token)) {
    const outcome = either.aborted ? { failure: givenUp(signal, false) } : await perform(call, either)
    if ('failure' in outcome) return { kind: 'failed', failure: explained(outcome.failure, request), responses }
    responses.push(outcome.response)
  }
  const created = operation.makes?.ids(responses, { target, params, token })
  return { kind: 'performed', responses, ...(created ? { created } : {}) }
}

function explained(failure: OperateFailure, { operation, signal }: OperateRequest): OperateFailure {
  const [permission] = operation.permissions
  if (failure.reason === 'access-denied' && permission !== undefined) return { permission, ...failure }
  return failure.code === 'Timeout' ? { ...failure, ...givenUp(signal, failure.reason === 'uncertain') } : failure
}
