import { collect } from '../../core/collect.js'
import type { ObjectStore } from '../../core/object-store.js'
import { isEnded, runState } from '../../engine/run/index.js'
import { listRuns, readRun } from '../../store/run-log/index.js'
import { sharedRun } from './apply-runs.js'
import type { Engine } from './engine.js'
import { orderOfRun, runJobPrefix } from './run-jobs.js'

/**
 * Looks into the store for what commands left there: runs that did not end are ordered, and new approvals let the runs
 * go on that wait. Each run is read once; the engine knows the orders that were given before.
 */
export class RunWatch {
  private readonly known = new Set<string>()
  /** Approvals that came while no worker ran are new to one that starts. */
  private approvals = ''

  constructor(
    private readonly store: ObjectStore,
    private readonly engine: Pick<Engine, 'order' | 'wake'>,
  ) {}

  /** Looks once. */
  async look(): Promise<void> {
    await this.hearApprovals()
    for (const run of await listRuns(this.store)) {
      if (this.known.has(run)) continue
      await this.adopt(run)
      this.known.add(run)
    }
  }

  private async adopt(run: string): Promise<void> {
    const chain = await readRun(this.store, run)
    const state = chain && chain.faults.length === 0 ? runState(chain.records) : undefined
    if (state && !isEnded(state.phase)) await this.engine.order(orderOfRun(sharedRun(state)))
  }

  private async hearApprovals(): Promise<void> {
    const approvals = (await collect(this.store.list('approvals/'))).join('\n')
    if (approvals !== this.approvals) await this.engine.wake(runJobPrefix())
    this.approvals = approvals
  }
}
