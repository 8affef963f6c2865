import type { PlannedAction, PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import { hasFailed, isPassed, isSettled, stepName, targetStatus } from '../../engine/run/index.js'
import { leaseResource } from './lease-resource.js'
import { performStep } from './operation-step.js'
import { type ActionOutcome, nameOfTask, placeOfStep, type RunSession } from './run-session.js'
import { stepDiagnostics } from './step-diagnostics.js'
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
  const addresses = addressesOf(session, target)
  for (const address of addresses) {
    const holder = await leaseResource(session, address, () => session.isStopping())
    if (holder === undefined) continue
    if (!session.isStopping()) await recordHeld(session, target, holder)
    return await releaseAll(session, addresses)
  }
  const outcome = await takeCourse(session, target)
  const held = addressesOf(session, target)
  await releaseAll(session, held, outcome === 'waiting' ? keepUntil(session, target) : undefined)
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

async function takeAction(session: RunSession, target: PlannedTarget, planned: PlannedAction): Promise<ActionOutcome> {
  const bindings = session.bindings(target)
  if (bindings.isOpen(planned)) return await recordUnknown(session, target, planned)
  const action = bindings.bind(planned)
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

async function recordUnknown(
  session: RunSession,
  target: PlannedTarget,
  { step }: PlannedAction,
): Promise<ActionOutcome> {
  const { code, message } = stepDiagnostics.report('created-unknown', {})
  const name = stepName(resourceAddress(target), step)
  await session.record({ kind: 'failed', step: name, attempt: 0, code, message })
  return 'broken'
}

/** Everything that the target's steps act on and have made, as far as it is known. */
function addressesOf(session: RunSession, target: PlannedTarget): readonly string[] {
  const bindings = session.bindings(target)
  const places = target.steps
    .map((planned) => placeOfStep({ target, planned }))
    .filter((place) => !bindings.isOpen(place.id))
    .map(({ type, account, region, id }) => ({ type, account, region, id: bindings.bind(id) }))
  const addresses = [target, ...places, ...bindings.everythingMade].map(resourceAddress)
  return [...new Set(addresses)].sort()
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
  for (const address of addressesOf(session, target)) await session.leases.releaseKept(address)
}

async function releaseAll(session: RunSession, addresses: readonly string[], until?: Date): Promise<void> {
  for (const address of addresses) await session.leases.release(address, until)
}
