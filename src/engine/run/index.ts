export { Bindings, boundStep, type MadeResource } from './bindings.js'
export { changesMissing } from './changes-missing.js'
export { evidenceText } from './evidence-text.js'
export { FailureTally } from './failure-tally.js'
export { isEnded, type RunPhase, type RunResult } from './run-phase.js'
export {
  RunReader,
  type RunState,
  runState,
  type StepState,
  type StepStatus,
  type TargetState,
} from './run-state.js'
export { splitStepName, stepName } from './step-name.js'
export {
  hasFailed,
  isFailure,
  isPassed,
  isSettled,
  stepsLeaving,
  stepsToUndo,
  type TargetStatus,
  targetStatus,
} from './target-status.js'
export { type TimelineEntry, timeline } from './timeline.js'
