import type { PlannedAction, PlannedTarget } from '../../core/plan.js'
import { targetStatus } from '../../engine/run/index.js'
import type { RunSession } from './run-session.js'
import { approvalStep, askGate, holds, isOverdue } from './wait-step.js'

/**
 * True when every target that could go on waits: for a time that has not come, a condition that does not hold, or an
 * approval that nobody gave. Nothing is recorded.
 */
export async function stillWaits(session: RunSession): Promise<boolean> {
  const targets = session.state.plan.targets
  for (const target of targets.filter((one) => targetStatus(one, session.target(one)) === 'waiting')) {
    const bindings = session.bindings(target)
    for (const action of target.course) if (await mayEnd(session, target, bindings.bind(action))) return false
  }
  return true
}

async function mayEnd(session: RunSession, target: PlannedTarget, action: PlannedAction): Promise<boolean> {
  const step = session.step(target, action.step)
  if (step?.status !== 'waiting' || !step.waiting) return false
  const { since, until } = step.waiting
  if (action.kind === 'wait') {
    return Date.parse(until) <= session.now() || (action.until !== undefined && (await holds(session, target, action)))
  }
  if (action.kind !== 'approve') return true
  const question = approvalStep(target, action, since)
  return isOverdue(session, question) || (await askGate(session, question)).kind === 'granted'
}
