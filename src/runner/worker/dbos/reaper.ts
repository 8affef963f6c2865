import type { Membership } from './membership.js'
import type { EnginePackages } from './packages.js'

/**
 * Puts the jobs of workers that are gone back into their queues. The open version of DBOS leaves them assigned for good.
 */
export async function recoverJobsOfGoneWorkers(
  membership: Membership,
  { getExecutor }: Pick<EnginePackages, 'getExecutor'>,
): Promise<void> {
  for (const worker of await membership.assignedWorkers()) {
    if (!(await membership.tryLock(worker))) continue
    try {
      await getExecutor().recoverPendingWorkflows([worker])
    } finally {
      await membership.unlock(worker)
    }
  }
}
