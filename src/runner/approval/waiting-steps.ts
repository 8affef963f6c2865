import type { ApprovalStep } from '../../core/approval.js'
import { resourceAddress } from '../../core/resource.js'
import type { RunState } from '../../engine/run/index.js'
import { approvalStep } from '../apply/wait-step.js'

/** The approval steps that a run waits at. */
export function waitingSteps({ plan, targets }: RunState): readonly ApprovalStep[] {
  return plan.targets.flatMap((target) => {
    const steps = targets.get(resourceAddress(target))?.steps
    return target.course.flatMap((action) => {
      const step = action.kind === 'approve' ? steps?.get(action.step) : undefined
      if (action.kind !== 'approve' || step?.status !== 'waiting' || !step.waiting) return []
      return [approvalStep(target, action, step.waiting.since)]
    })
  })
}
