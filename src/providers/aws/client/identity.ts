import type { Unread } from '../../../core/resource.js'
import type { Caller } from '../description.js'
import { unreadOf } from './failure.js'

/** Why the credentials cannot be used for this account, or undefined when they are its own. */
export async function identityProblem(account: string, caller: Caller): Promise<Unread | undefined> {
  const call = { service: 'sts', operation: 'GetCallerIdentity' } as const
  try {
    const identity = await caller.call(call.service, call.operation, {})
    if (identity['Account'] === account) return undefined
    const message = `the credentials belong to account ${identity['Account']}, not to ${account}`
    return { reason: 'access-denied', message, operation: 'sts:GetCallerIdentity' }
  } catch (error) {
    return unreadOf(error, call)
  }
}
