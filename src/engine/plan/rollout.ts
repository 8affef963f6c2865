import type { Rollout } from '../../core/plan.js'
import type { CompiledPlaybook, Step } from '../../core/playbook.js'

/** Failures that a playbook without a ramp bears before the run stops. */
const defaultErrorBudget = 2

/** A playbook and the targets that it is the first to act on, by address and in order. */
export interface RolloutPart {
  readonly playbook: CompiledPlaybook
  readonly targets: readonly string[]
}

/** The waves of a plan: those of one playbook after those of another, each by its own ramp. */
export function rolloutOf(parts: readonly RolloutPart[]): Rollout {
  const ramps = parts.map(({ playbook }) => rampOf(playbook.steps))
  return {
    waves: parts.flatMap(({ targets }, index) => wavesOf(targets, ramps[index]?.ramp ?? [])),
    errorBudget: Math.min(...ramps.map((ramp) => ramp?.errorBudget ?? defaultErrorBudget)),
  }
}

/** A playbook's first ramp. */
function rampOf(steps: readonly Step[]): Extract<Step, { kind: 'forEach' }> | undefined {
  return steps.find((step) => step.kind === 'forEach')
}

function wavesOf(targets: readonly string[], ramp: readonly number[]): readonly (readonly string[])[] {
  const waves: (readonly string[])[] = []
  let next = 0
  for (const size of ramp) {
    const end = next + (size < 1 ? Math.ceil(size * targets.length) : Math.floor(size))
    if (next < targets.length) waves.push(targets.slice(next, end))
    next = Math.min(end, targets.length)
  }
  return next < targets.length ? [...waves, targets.slice(next)] : waves
}
