import { leasePatienceMilliseconds, leasePauseMilliseconds } from './lease-patience.js'
import type { RunSession } from './run-session.js'

/**
 * Leases a resource unless it is, waiting a while for another run to let it go; gives that run when it does not.
 * `isStopping` tells when there is no more time for waiting.
 */
export async function leaseResource(
  session: RunSession,
  address: string,
  isStopping: () => boolean,
): Promise<string | undefined> {
  if (session.leases.holds(address)) return undefined
  const deadline = session.now() + leasePatienceMilliseconds
  for (;;) {
    const answer = await session.leases.takeResource(address)
    if (answer.kind === 'taken') return undefined
    if (session.now() >= deadline || isStopping()) return answer.holder.run
    await session.pause(leasePauseMilliseconds)
  }
}
