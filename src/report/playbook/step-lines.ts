import type { Step } from '../../core/playbook.js'
import { stepText } from '../../engine/index.js'

/** A step of a playbook for people. */
export interface StepLine {
  /** How many steps it stands in. */
  readonly depth: number
  /** What it does: `tag { tags: {"a":"b"} }`. */
  readonly text: string
  /** The condition without which it is left out. */
  readonly when?: string
  /** True of operations that nothing takes back. */
  readonly irreversible?: true
}

/** The steps of a playbook with those inside of them, in the order in which a target goes through them. */
export function stepLines(steps: readonly Step[], depth = 0): readonly StepLine[] {
  return steps.flatMap((step) => {
    const line: StepLine = {
      depth,
      text: stepText(step),
      ...(step.when ? { when: step.when.text.trim() } : {}),
      ...(step.kind === 'operation' && step.undo === 'irreversible' ? { irreversible: true } : {}),
    }
    return step.kind === 'forEach' ? [line, ...stepLines(step.steps, depth + 1)] : [line]
  })
}
