import type { Step } from '../../core/playbook.js'
import { stepText } from '../step-text.js'

/** A step in one line, with the condition under which it is taken and whether it can be taken back. */
export function wholeStepText(step: Step): string {
  const irreversible = step.kind === 'operation' && step.undo === 'irreversible' ? ', irreversible' : ''
  const when = step.when ? ` when ${step.when.text.trim()}` : ''
  return `${stepText(step)}${irreversible}${when}`
}
