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
  /** The parts of the rollout whose remaining targets are not taken, by their playbooks; `all` for every one. */
  readonly halted?: 'all' | readonly (readonly string[])[]
}

/** The phase of a run. One waits while nothing can be done for any target of the waves that are under way. */
export function phaseOf(facts: PhaseFacts): RunPhase {
  if (facts.result !== undefined) return facts.result
  if (onlyWaits(facts)) return 'waiting'
  return facts.stopped === 'interrupted' ? 'interrupted' : 'running'
}

function onlyWaits({ plan, targets, halted = [] }: PhaseFacts): boolean {
  const byAddress = new Map(plan.targets.map((target) => [resourceAddress(target), target]))
  const statusOf = (address: string): TargetStatus | undefined => {
    const target = byAddress.get(address)
    return target && targetStatus(target, targets.get(address))
  }
  const open = plan.rollout.parts.flatMap(({ playbooks, waves }) => {
    const isHalted = halted === 'all' || halted.some((each) => each.join() === playbooks.join())
    return openIn(
      waves.map((wave) => wave.flatMap((address) => statusOf(address) ?? [])),
      isHalted,
    )
  })
  return open.length > 0 && open.every((status) => status === 'waiting')
}

/** What is left of the first wave that is not done; nothing further is begun in a part that was halted. */
function openIn(waves: readonly (readonly TargetStatus[])[], isHalted: boolean): readonly TargetStatus[] {
  const open = waves.map((wave) => wave.filter((status) => !isSettled(status) && !(isHalted && status === 'pending')))
  return open.find((wave) => wave.length > 0) ?? []
}
