import type { Plan, PlannedAction, PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'

/**
 * The longest time, in seconds, that a run of the plan may wait of its own: pauses, conditions and approval steps of its
 * targets. Targets of a wave wait at the same time, waves one after another, and so do parts.
 */
export function longestWait({ targets, rollout }: Pick<Plan, 'targets' | 'rollout'>): number {
  const byAddress = new Map(targets.map((target) => [resourceAddress(target), target]))
  return rollout.parts
    .flatMap(({ waves }) => waves)
    .map((wave) => Math.max(0, ...wave.flatMap((address) => waitOf(byAddress.get(address)))))
    .reduce((sum, seconds) => sum + seconds, 0)
}

function waitOf(target: PlannedTarget | undefined): number {
  return (target?.course ?? []).reduce((sum, action) => sum + secondsOf(action), 0)
}

function secondsOf(action: PlannedAction): number {
  if (action.kind === 'approve') return action.expires
  return action.kind === 'wait' ? (action.seconds ?? action.timeout) : 0
}
