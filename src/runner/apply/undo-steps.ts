import type { Operation, OperationParameters } from '../../core/operation.js'
import type { PlannedStep, PlannedTarget } from '../../core/plan.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { type StepState, stepName, stepsToUndo } from '../../engine/run/index.js'
import { type Look, look } from './look.js'
import { sendChange } from './operate.js'
import { type ActionOutcome, placeOfStep, type RunSession } from './run-session.js'

const attemptsInDoubt = 3

/** Puts back what a target's steps changed, last first, by the inverse that was recorded when they were started. */
export async function undoTarget(session: RunSession, target: PlannedTarget): Promise<ActionOutcome> {
  const state = session.target(target)
  for (const step of state ? stepsToUndo(state) : []) {
    if (session.isInterrupted()) return 'stopped'
    const planned = target.steps.find((candidate) => candidate.step === step.step)
    if (planned && (await undoStep(session, { target, planned, step })) === 'stopped') return 'stopped'
  }
  return 'passed'
}

interface UndoTask {
  readonly target: PlannedTarget
  readonly planned: PlannedStep
  readonly step: StepState
}

/** An undo with the operation that does it. */
interface Undoing extends UndoTask {
  readonly operation: Operation
  readonly params: OperationParameters
}

async function undoStep(session: RunSession, task: UndoTask): Promise<ActionOutcome> {
  const { inverse } = task.step
  if (inverse === undefined || inverse === 'irreversible') return 'passed'
  const operation = session.operations.get(inverse.operation)
  if (!operation) {
    const message = `there is no operation ${inverse.operation}`
    await session.record({ kind: 'undo-failed', step: nameOf(task), ...inverse, message })
    return 'broken'
  }
  const undoing = { ...task, operation, params: inverse.params }
  let inDoubt = task.step.status === 'undoing'
  for (let tried = 1; tried <= attemptsInDoubt; tried++) {
    const found = await lookAt(session, undoing, inDoubt)
    if (session.isInterrupted() && found.kind !== 'already') return 'stopped'
    if (found.kind === 'already') return await finish(session, undoing, 'already')
    if (found.kind !== 'ready') return await giveUp(session, undoing, problemOf(found))
    const outcome = await act(session, undoing, found.resource)
    if (outcome !== 'uncertain') return outcome
    inDoubt = true
  }
  return await giveUp(session, undoing, 'whether it was put back could not be told')
}

/** The step may have only just been made, so the resource may still be on its way to where the inverse can act. */
async function lookAt(
  session: RunSession,
  { target, planned, operation, params }: Undoing,
  inDoubt: boolean,
): Promise<Look> {
  const isStopping = (): boolean => session.isInterrupted()
  const request = { place: placeOfStep({ target, planned }), operation, params, aspects: operation.reads, isStopping }
  const found = await look(session, { ...request, inDoubt })
  return found.kind === 'refused' && !inDoubt ? await look(session, { ...request, inDoubt: true }) : found
}

async function act(session: RunSession, undoing: Undoing, resource: Resource): Promise<ActionOutcome | 'uncertain'> {
  const { target, planned, operation, params } = undoing
  const subject = resourceAddress(placeOfStep({ target, planned }))
  const token = session.token(nameOf(undoing), 'undo')
  await session.leases.fence(subject)
  const requests = operation.requests(resource, params, token)
  await session.record({ kind: 'undo-started', ...eventOf(undoing), token, requests })
  const isStopping = (): boolean => session.isInterrupted()
  const outcome = await sendChange(session, { operation, resource, params, token, subject, isStopping })
  if (outcome.kind === 'performed') return await finish(session, undoing, 'changed')
  const { reason, code, message } = outcome.failure
  if (reason === 'throttled' && isStopping()) return 'stopped'
  return reason === 'uncertain' ? 'uncertain' : await giveUp(session, undoing, `${code}: ${message}`)
}

async function finish(session: RunSession, undoing: Undoing, outcome: 'changed' | 'already'): Promise<ActionOutcome> {
  await session.record({ kind: 'undo-done', ...eventOf(undoing), outcome })
  return 'passed'
}

async function giveUp(session: RunSession, undoing: Undoing, message: string): Promise<ActionOutcome> {
  await session.record({ kind: 'undo-failed', ...eventOf(undoing), message })
  return 'broken'
}

function eventOf(undoing: Undoing): {
  readonly step: string
  readonly operation: string
  readonly params: OperationParameters
} {
  return { step: nameOf(undoing), operation: undoing.operation.name, params: undoing.params }
}

function nameOf({ target, planned }: UndoTask): string {
  return stepName(resourceAddress(target), planned.step)
}

function problemOf(found: Exclude<Look, { readonly kind: 'ready' | 'already' }>): string {
  if (found.kind === 'gone') return 'the resource no longer exists'
  return found.kind === 'refused' ? found.reason : found.unread.message
}
