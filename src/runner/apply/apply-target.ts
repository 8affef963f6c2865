import type { PlannedAction, PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import { hasFailed, isPassed, isSettled, stepName, targetStatus } from '../../engine/run/index.js'
import { leasePatienceMilliseconds, leasePauseMilliseconds } from './lease-patience.js'
import { performStep } from './operation-step.js'
import { type ActionOutcome, nameOfTask, placeOfStep, type RunSession } from './run-session.js'
import { targetDiagnostics } from './target-diagnostics.js'
import { undoTarget } from './undo-steps.js'
import { verifyTarget } from './verify-step.js'
import { waitForApproval, waitForTime } from './wait-step.js'

/** How much longer than a wait its resource stays leased, so that whoever resumes late still finds it so. */
const waitGraceMilliseconds = 24 * 3600 * 1000

/**
 * Takes a target through its course, from wherever the records say it stands; on failure puts back what was changed.
 * Its resources are leased throughout; one that waits stays leased.
 */
export async function applyTarget(session: RunSession, target: PlannedTarget): Promise<void> {
  if (isSettled(targetStatus(target, session.target(target)))) return
  const addresses = addressesOf(target)
  for (const address of addresses) {
    const holder = await leaseResource(session, address)
    if (holder === undefined) continue
    if (!session.isStopping()) await recordHeld(session, target, holder)
    return await releaseAll(session, addresses)
  }
  const outcome = await takeCourse(session, target)
  if (outcome === 'waiting') return await releaseAll(session, addresses, keepUntil(session, target))
  await releaseAll(session, addresses)
}

async function takeCourse(session: RunSession, target: PlannedTarget): Promise<ActionOutcome> {
  const failedBefore = session.target(target)
  if (failedBefore && hasFailed(failedBefore)) return await undoTarget(session, target)
  for (const action of target.course) {
    if (isPassed(session.step(target, action.step))) continue
    if (session.isStopping()) return 'stopped'
    const outcome = await takeAction(session, target, action)
    const now = session.target(target)
    if (outcome === 'broken' && now && hasFailed(now)) return await undoTarget(session, target)
    if (outcome !== 'passed') return outcome
  }
  return 'passed'
}

async function takeAction(session: RunSession, target: PlannedTarget, action: PlannedAction): Promise<ActionOutcome> {
  switch (action.kind) {
    case 'operation':
      return await operate(session, target, action.step)
    case 'verify':
      return await verifyTarget(session, target, action)
    case 'wait':
      return await waitForTime(session, target, action)
    case 'approve':
      return await waitForApproval(session, target, action)
    case 'notify': {
      const { step, message } = action
      await session.record({ kind: 'notified', step: stepName(resourceAddress(target), step), message })
      return 'passed'
    }
  }
}

async function operate(session: RunSession, target: PlannedTarget, step: string): Promise<ActionOutcome> {
  const planned = target.steps.find((candidate) => candidate.step === step)
  const operation = planned && session.operations.get(planned.operation)
  if (!planned || !operation) throw new Error(`the plan's course names the step ${step}, which it does not have`)
  return await performStep(session, { target, planned, operation })
}

function addressesOf(target: PlannedTarget): readonly string[] {
  const addresses = target.steps.map((planned) => resourceAddress(placeOfStep({ target, planned })))
  return [...new Set([resourceAddress(target), ...addresses])].sort()
}

/** Leases a resource, waiting a while for another run to let it go; gives that run when it does not. */
async function leaseResource(session: RunSession, address: string): Promise<string | undefined> {
  const deadline = session.now() + leasePatienceMilliseconds
  for (;;) {
    const answer = await session.leases.takeResource(address)
    if (answer.kind === 'taken') return undefined
    if (session.now() >= deadline || session.isStopping()) return answer.holder.run
    await session.pause(leasePauseMilliseconds)
  }
}

async function recordHeld(session: RunSession, target: PlannedTarget, holder: string): Promise<void> {
  const next = target.steps.find(({ step }) => !isPassed(session.step(target, step))) ?? target.steps[0]
  if (!next) return
  const { code, message } = targetDiagnostics.report('resource-held', { target: resourceAddress(target), run: holder })
  await session.record({ kind: 'failed', step: nameOfTask({ target, planned: next }), attempt: 0, code, message })
}

function keepUntil(session: RunSession, target: PlannedTarget): Date {
  const waits = target.course.flatMap((action) => {
    const waiting = session.step(target, action.step)
    if (waiting?.status !== 'waiting' || !waiting.waiting) return []
    const { since, until } = waiting.waiting
    const end =
      until === 'approval' && action.kind === 'approve' ? Date.parse(since) + action.expires * 1000 : Date.parse(until)
    return [end]
  })
  return new Date(Math.max(session.now(), ...waits) + waitGraceMilliseconds)
}

/** Gives back the resources of a target that was left waiting. */
export async function releaseTarget(session: RunSession, target: PlannedTarget): Promise<void> {
  for (const address of addressesOf(target)) await session.leases.releaseKept(address)
}

async function releaseAll(session: RunSession, addresses: readonly string[], until?: Date): Promise<void> {
  for (const address of addresses) await session.leases.release(address, until)
}
