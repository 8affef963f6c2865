import type { ObjectStore } from '../../core/object-store.js'
import { isEnded, runState } from '../../engine/run/index.js'
import { readRun } from '../../store/run-log/index.js'

/** True when a run's records prove that it has ended, so that nobody acts for it any more. */
export async function hasEnded(store: ObjectStore, run: string): Promise<boolean> {
  const chain = await readRun(store, run)
  if (!chain || chain.faults.length > 0) return false
  const state = runState(chain.records)
  return state !== undefined && isEnded(state.phase)
}
