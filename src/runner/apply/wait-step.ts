import type { ApprovalStep } from '../../core/approval.js'
import type { PlannedAction, PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import { approvalDiagnostics } from '../../engine/index.js'
import { stepName } from '../../engine/run/index.js'
import { judgeTarget } from './judge-target.js'
import type { ActionOutcome, RunSession } from './run-session.js'
import { stepDiagnostics } from './step-diagnostics.js'

type Wait = Extract<PlannedAction, { kind: 'wait' }>
type Approve = Extract<PlannedAction, { kind: 'approve' }>

/**
 * Comes to a wait, or back to it: over, not over yet, or over its time. Nobody sleeps through one; the process ends and
 * another resumes.
 */
export async function waitForTime(session: RunSession, target: PlannedTarget, action: Wait): Promise<ActionOutcome> {
  const name = stepName(resourceAddress(target), action.step)
  const { seconds, until, timeout } = action
  if (until && (await holds(session, target, action))) return await endWait(session, name)
  const waiting = session.step(target, action.step)?.waiting
  if (!waiting) {
    const end = new Date(session.now() + (seconds ?? timeout) * 1000).toISOString()
    const reason = until ? `\`${until.text}\` is awaited` : 'a pause of the playbook'
    await session.record({ kind: 'waiting', step: name, until: end, reason })
    return 'waiting'
  }
  if (Date.parse(waiting.until) > session.now()) return 'waiting'
  if (!until) return await endWait(session, name)
  const { code, message } = stepDiagnostics.report('wait-timed-out', { condition: until.text })
  return await breakOff(session, name, { code, message })
}

/** Comes to an approval step, or back to it. Approvals count that were given after the run first came to it. */
export async function waitForApproval(
  session: RunSession,
  target: PlannedTarget,
  action: Approve,
): Promise<ActionOutcome> {
  const name = stepName(resourceAddress(target), action.step)
  const since = session.step(target, action.step)?.waiting?.since
  if (since === undefined) {
    const reason = `${action.count} of ${action.roles.join(' or ')} must approve ${name}`
    await session.record({ kind: 'waiting', step: name, until: 'approval', reason })
    return 'waiting'
  }
  const question = approvalStep(target, action, since)
  const decision = await askGate(session, question)
  if (decision.kind === 'granted') {
    for (const { approval, evidence } of decision.approvals) {
      await session.record({ kind: 'approved', approval, evidence, step: name })
    }
    return await endWait(session, name)
  }
  if (!isOverdue(session, question)) return 'waiting'
  const { code, message } = approvalDiagnostics.report('approval-step-expired', {
    step: name,
    expires: question.expires,
  })
  return await breakOff(session, name, { code, message })
}

/** Whether the time of an approval step is up; nothing else about its approvals ends the wait for them. */
export function isOverdue(session: RunSession, { expires }: ApprovalStep): boolean {
  return session.now() >= Date.parse(expires)
}

/** What an approval step asks of the gate. */
export function approvalStep(
  target: PlannedTarget,
  { step, roles, count, expires }: Approve,
  since: string,
): ApprovalStep {
  const last = new Date(Date.parse(since) + expires * 1000).toISOString()
  return { name: stepName(resourceAddress(target), step), roles, count, since, expires: last }
}

/** Asks the gate of an approval step. */
export async function askGate(
  session: RunSession,
  step: ApprovalStep,
): ReturnType<RunSession['ports']['gate']['check']> {
  const { ports, state, records } = session
  return await ports.gate.check({ plan: state.plan, run: state.id, records, now: ports.clock.now(), step })
}

/** Whether what a wait is for has come true. */
export async function holds(session: RunSession, target: PlannedTarget, { until, on, names }: Wait): Promise<boolean> {
  const about = { ...(until ? { condition: until } : {}), ...(on ? { on } : {}), ...(names ? { names } : {}) }
  return (await judgeTarget(session, { target, policies: [], ...about })).held === true
}

async function endWait(session: RunSession, step: string): Promise<ActionOutcome> {
  await session.record({ kind: 'waited', step })
  return 'passed'
}

async function breakOff(
  session: RunSession,
  step: string,
  failure: { readonly code: string; readonly message: string },
): Promise<ActionOutcome> {
  await session.record({ kind: 'failed', step, attempt: 0, ...failure })
  return 'broken'
}
