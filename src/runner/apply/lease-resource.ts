import type { RunSession } from './run-session.js'

const patienceMilliseconds = 30_000
const pauseMilliseconds = 2000

/** Leases a resource unless it is, waiting a while for another run to let it go; gives that run when it does not. */
export async function leaseResource(session: RunSession, address: string): Promise<string | undefined> {
  if (session.leases.holds(address)) return undefined
  const deadline = session.now() + patienceMilliseconds
  for (;;) {
    const answer = await session.leases.takeResource(address)
    if (answer.kind === 'taken') return undefined
    if (session.now() >= deadline || session.isInterrupted()) return answer.holder.run
    await session.pause(pauseMilliseconds)
  }
}
