import type { PlannedTarget } from '../../core/plan.js'
import type { StepState, StepStatus, TargetState } from './run-state.js'

/** Where a target stands as a whole. */
export type TargetStatus =
  | 'pending'
  | 'active'
  | 'waiting'
  | 'succeeded'
  /** It had moved since the plan, and nothing was done. */
  | 'stale'
  /** A step failed; what had been changed is being put back. */
  | 'undoing'
  /** A step failed, and all that had been changed was put back. */
  | 'undone'
  /** A step failed, and something that had been changed stays changed. */
  | 'failed'
  /** Whether the change did what it should could not be told, so it was left as it is. */
  | 'unverified'

const endings: ReadonlySet<TargetStatus> = new Set(['succeeded', 'stale', 'undone', 'failed', 'unverified'])
const passed: ReadonlySet<StepStatus> = new Set(['done', 'verified', 'waited', 'notified', 'skipped'])
const broken: ReadonlySet<StepStatus> = new Set(['failed', 'not-held'])
const takenBack: ReadonlySet<StepStatus> = new Set(['undoing', 'undone', 'undo-failed'])

/** The status of a target, from what the records say of it. */
export function targetStatus({ course }: Pick<PlannedTarget, 'course'>, state: TargetState | undefined): TargetStatus {
  if (!state) return 'pending'
  if (state.stale) return 'stale'
  const steps = [...state.steps.values()]
  if (steps.some(({ status }) => status === 'unverified')) return 'unverified'
  if (hasFailed(state)) return afterFailure(state, steps)
  if (steps.some(({ status }) => status === 'waiting')) return 'waiting'
  if (course.every(({ step }) => isPassed(state.steps.get(step)))) return 'succeeded'
  return steps.length === 0 ? 'pending' : 'active'
}

/** True when nothing more will be done to a target. */
export function isSettled(status: TargetStatus): boolean {
  return endings.has(status)
}

/** True when a target counts against the error budget. A stale one does not: nothing was tried. */
export function isFailure(status: TargetStatus): boolean {
  return status === 'undone' || status === 'failed' || status === 'unverified'
}

/** True when a step needs nothing more. */
export function isPassed(step: StepState | undefined): boolean {
  return step !== undefined && passed.has(step.status)
}

/** True when a step of the target failed, whatever was put back since. */
export function hasFailed({ steps }: TargetState): boolean {
  return [...steps.values()].some(({ status }) => broken.has(status) || takenBack.has(status))
}

/** Steps whose change is still to be put back, last first. A step in doubt counts: it may have happened. */
export function stepsToUndo({ steps }: TargetState): readonly StepState[] {
  return [...steps.values()].filter(needsUndo).reverse()
}

/** Steps whose target is put back and that made something which stays, where that was not said yet. */
export function stepsLeaving({ steps }: TargetState): readonly StepState[] {
  return [...steps.values()].filter(
    ({ status, created = [], leftBehind }) => status !== 'undone' && created.length > 0 && !leftBehind,
  )
}

/** A step that was started and can be put back. What was found as wanted without our doing is left alone. */
function needsUndo(step: StepState): boolean {
  return step.status === 'undoing' || (mayHaveChanged(step) && isReversible(step.inverse))
}

function mayHaveChanged({ status, attempts, partial }: StepState): boolean {
  return attempts > 0 && (status === 'done' || status === 'started' || (status === 'failed' && partial === true))
}

function isReversible(inverse: StepState['inverse']): boolean {
  return inverse !== undefined && inverse !== 'irreversible'
}

function afterFailure(state: TargetState, steps: readonly StepState[]): TargetStatus {
  if (stepsToUndo(state).length > 0 || stepsLeaving(state).length > 0) return 'undoing'
  const stays = (step: StepState): boolean => step.status === 'undo-failed' || mayHaveChanged(step)
  return steps.some(stays) || !steps.some(({ status }) => status === 'undone') ? 'failed' : 'undone'
}
