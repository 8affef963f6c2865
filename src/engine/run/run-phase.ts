import type { Plan } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import type { RunEvent } from '../../core/run.js'
import type { TargetState } from './run-state.js'
import { isSettled, type TargetStatus, targetStatus } from './target-status.js'

/** How a run ended. */
export type RunResult = Extract<RunEvent, { readonly kind: 'finished' }>['result']

/** How a run stands. `running` may also mean that its runner died: its lease tells. */
export type RunPhase = 'running' | 'waiting' | 'interrupted' | RunResult

const results: ReadonlySet<RunPhase> = new Set<RunResult>(['succeeded', 'failed', 'cancelled', 'undone'])

/** True of a run to which nothing more happens. */
export function isEnded(phase: RunPhase): phase is RunResult {
  return results.has(phase)
}

/** What the phase of a run follows from. */
export interface PhaseFacts {
  readonly plan: Plan
  readonly targets: ReadonlyMap<string, TargetState>
  /** What the run's last record said, if it has ended. */
  readonly result?: RunResult
  readonly stopped?: 'breaker' | 'error-budget' | 'cancelled' | 'interrupted'
}

/** The phase of a run. One waits while nothing can be done for any target of the wave that is under way. */
export function phaseOf(facts: PhaseFacts): RunPhase {
  if (facts.result !== undefined) return facts.result
  if (onlyWaits(facts)) return 'waiting'
  return facts.stopped === 'interrupted' ? 'interrupted' : 'running'
}

function onlyWaits({ plan, targets, stopped }: PhaseFacts): boolean {
  const takesFurther = stopped !== 'breaker' && stopped !== 'error-budget'
  const isOpen = (status: TargetStatus): boolean => !isSettled(status) && (takesFurther || status !== 'pending')
  const byAddress = new Map(plan.targets.map((target) => [resourceAddress(target), target]))
  for (const wave of plan.rollout.waves) {
    const statuses = wave.flatMap((address) => {
      const target = byAddress.get(address)
      return target ? [targetStatus(target, targets.get(address))] : []
    })
    const open = statuses.filter(isOpen)
    if (open.length > 0) return open.every((status) => status === 'waiting')
  }
  return false
}
