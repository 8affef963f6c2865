import type { Inverse, Operation, OperationParameters } from '../../core/operation.js'
import type { PlannedStep, PlannedTarget } from '../../core/plan.js'
import { type Partition, type Resource, resourceAddress, type Unread } from '../../core/resource.js'
import { type StepState, stepName, stepsLeaving, stepsToUndo } from '../../engine/run/index.js'
import { findMade } from './find-made.js'
import { leaseResource } from './lease-resource.js'
import { type Look, look } from './look.js'
import { sendChange } from './operate.js'
import { type ActionOutcome, placeOfStep, type RunSession } from './run-session.js'

const attemptsInDoubt = 3

/**
 * Puts back what a target's steps changed, last first, by the inverse that was recorded when they were started. What they
 * made and what nothing takes away is said to stay.
 */
export async function undoTarget(session: RunSession, target: PlannedTarget): Promise<ActionOutcome> {
  const state = session.target(target)
  for (const step of state ? stepsToUndo(state) : []) {
    if (session.isInterrupted()) return 'stopped'
    const planned = target.steps.find((candidate) => candidate.step === step.step)
    if (planned && (await undoStep(session, { target, planned, step })) === 'stopped') return 'stopped'
  }
  await recordLeftBehind(session, target)
  return 'passed'
}

async function recordLeftBehind(session: RunSession, target: PlannedTarget): Promise<void> {
  const state = session.target(target)
  const bindings = session.bindings(target)
  for (const { step } of state ? stepsLeaving(state) : []) {
    const resources = bindings.madeBy(step).map(resourceAddress)
    await session.record({ kind: 'left-behind', step: stepName(resourceAddress(target), step), resources })
  }
}

interface UndoTask {
  readonly target: PlannedTarget
  readonly planned: PlannedStep
  readonly step: StepState
}

/** An undo with the operation that does it, and where. */
interface Undoing extends UndoTask {
  readonly operation: Operation
  readonly params: OperationParameters
  readonly place: Place
}

type Place = Partition & { readonly id: string }

async function undoStep(session: RunSession, task: UndoTask): Promise<ActionOutcome> {
  const { inverse } = task.step
  if (inverse === undefined || inverse === 'irreversible') return 'passed'
  const operation = session.operations.get(inverse.operation)
  if (!operation) {
    const message = `there is no operation ${inverse.operation}`
    await session.record({ kind: 'undo-failed', step: nameOf(task), ...called(inverse), message })
    return 'broken'
  }
  const change = { ...task, operation, params: inverse.params }
  const place = await placeOf(session, task, inverse)
  const isKnown = place !== undefined && !('reason' in place)
  if (!isKnown && session.isInterrupted()) return 'stopped'
  if (place === undefined) return await finish(session, change, 'already')
  if ('reason' in place) return await giveUp(session, change, place.message)
  const holder = await leaseResource(session, resourceAddress(place), () => session.isInterrupted())
  if (holder !== undefined) return await giveUp(session, change, `run ${holder} is acting on it`)
  return await putBack(session, { ...change, place })
}

/** Where an inverse acts; undefined where what it would act on was never made. */
async function placeOf(
  session: RunSession,
  { target, planned, step }: UndoTask,
  { created }: Inverse,
): Promise<Place | Unread | undefined> {
  const bindings = session.bindings(target)
  if (created === undefined) return placeOfStep({ target, planned: bindings.bind(planned) })
  const known = bindings.madeBy(step.step)[created]
  const operation = session.operations.get(planned.operation)
  const creation = planned.creates?.[created]
  if (known || !operation || !creation) return known
  const patience = { seconds: operation.settlesWithin, isStopping: () => session.isInterrupted() }
  const made = await findMade(session, { target, planned: bindings.bind(planned), operation }, patience)
  if (made.kind === 'none') return undefined
  if (made.kind === 'unread') return made.unread
  if (made.kind === 'unclear') return { reason: 'failed', message: `${made.count} resources bear the mark of the step` }
  const { type, account, region } = creation
  return { type, account, region, id: made.ids[created] ?? '' }
}

async function putBack(session: RunSession, undoing: Undoing): Promise<ActionOutcome> {
  let inDoubt = undoing.step.status === 'undoing'
  for (let tried = 1; tried <= attemptsInDoubt; tried++) {
    const found = await lookAt(session, undoing, inDoubt)
    if (session.isInterrupted() && found.kind !== 'already') return 'stopped'
    if (found.kind === 'already' || isGone(found, undoing)) return await finish(session, undoing, 'already')
    if (found.kind !== 'ready') return await giveUp(session, undoing, problemOf(found))
    const outcome = await act(session, undoing, found.resource)
    if (outcome !== 'uncertain') return outcome
    inDoubt = true
  }
  return await giveUp(session, undoing, 'whether it was put back could not be told')
}

/** What a step has made and what is no longer there needs no taking away. */
function isGone({ kind }: Look, { step: { inverse } }: Undoing): boolean {
  return kind === 'gone' && typeof inverse === 'object' && inverse.created !== undefined
}

/** The step may have only just been made, so the resource may still be on its way to where the inverse can act. */
async function lookAt(session: RunSession, { place, operation, params }: Undoing, inDoubt: boolean): Promise<Look> {
  const isStopping = (): boolean => session.isInterrupted()
  const request = { place, operation, params, aspects: operation.reads, isStopping }
  const found = await look(session, { ...request, inDoubt })
  return found.kind === 'refused' && !inDoubt ? await look(session, { ...request, inDoubt: true }) : found
}

async function act(session: RunSession, undoing: Undoing, resource: Resource): Promise<ActionOutcome | 'uncertain'> {
  const { place, operation, params } = undoing
  const subject = resourceAddress(place)
  const token = session.token(nameOf(undoing), 'undo')
  await session.leases.fence(subject)
  const requests = operation.requests(resource, params, token)
  await session.record({ kind: 'undo-started', ...eventOf(undoing), token, requests })
  const isStopping = (): boolean => session.isInterrupted()
  const outcome = await sendChange(session, { operation, resource, params, token, subject, isStopping })
  if (outcome.kind === 'performed') {
    await settle(session, undoing, resource)
    return await finish(session, undoing, 'changed')
  }
  const { reason, code, message } = outcome.failure
  if (reason === 'throttled' && isStopping()) return 'stopped'
  return reason === 'uncertain' ? 'uncertain' : await giveUp(session, undoing, `${code}: ${message}`)
}

/** Waits until what was put back shows, as the next step to be put back may rest on it. */
async function settle(session: RunSession, { operation, params, place }: Undoing, before: Resource): Promise<void> {
  const context = { now: session.ports.clock.now(), newId: (kind: string) => kind, token: '' }
  const { target: wanted } = operation.effect(before, params, context)
  if (wanted && operation.precondition(wanted, params)?.kind !== 'already') return
  const sign = wanted ? 'already' : 'gone'
  const isStopping = (): boolean => session.isInterrupted()
  const deadline = session.now() + operation.settlesWithin * 1000
  for (let delay = 1000; ; delay = Math.min(delay * 2, 10_000)) {
    const found = await look(session, {
      place,
      operation,
      params,
      aspects: operation.reads,
      inDoubt: false,
      isStopping,
    })
    if (found.kind === sign || session.now() >= deadline || isStopping()) return
    await session.pause(delay)
  }
}

async function finish(session: RunSession, undoing: Change, outcome: 'changed' | 'already'): Promise<ActionOutcome> {
  await session.record({ kind: 'undo-done', ...eventOf(undoing), outcome })
  return 'passed'
}

async function giveUp(session: RunSession, undoing: Change, message: string): Promise<ActionOutcome> {
  await session.record({ kind: 'undo-failed', ...eventOf(undoing), message })
  return 'broken'
}

type Change = Omit<Undoing, 'place'>

function called({ operation, params }: Inverse): Pick<Inverse, 'operation' | 'params'> {
  return { operation, params }
}

function eventOf(undoing: Change): {
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
