import { digest } from '../../core/canonical-json.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { Inverse } from '../../core/operation.js'
import type { PlannedTarget } from '../../core/plan.js'
import { type Resource, resourceAddress, type Unread } from '../../core/resource.js'
import { boundStep, stepName } from '../../engine/run/index.js'
import { brokenPremises } from './broken-premises.js'
import { findMade, type MadeSearch } from './find-made.js'
import { leaseResource } from './lease-resource.js'
import { type Look, look } from './look.js'
import { sendChange } from './operate.js'
import { movedSincePlan } from './recheck.js'
import { type ActionOutcome, nameOfTask, type OperationTask, placeOfStep, type RunSession } from './run-session.js'
import { stepDiagnostics } from './step-diagnostics.js'
import { targetDiagnostics } from './target-diagnostics.js'

const attemptsInDoubt = 3

/**
 * Performs one planned operation, on what the steps before it have really made: looks at the resource, records START,
 * sends, records DONE. A step that is in doubt is looked at first, and found done or sent again with the same token.
 */
export async function performStep(session: RunSession, task: OperationTask): Promise<ActionOutcome> {
  const planned = boundStep(task.planned, session.bindings(task.target))
  if (!planned) return await fail(session, task, stepDiagnostics.report('created-unknown', {}))
  const bound = { ...task, planned }
  const address = resourceAddress(placeOfStep(bound))
  const holder = await leaseResource(session, address, () => session.isStopping())
  if (holder === undefined) return await performBound(session, bound)
  if (session.isStopping()) return 'stopped'
  return await fail(session, task, targetDiagnostics.report('resource-held', { target: address, run: holder }))
}

async function performBound(session: RunSession, task: OperationTask): Promise<ActionOutcome> {
  for (let tried = 1; ; tried++) {
    const inDoubt = isInDoubt(session, task)
    const made = inDoubt ? await lookForMade(session, task) : undefined
    if (made?.kind === 'unread' && session.isStopping()) return 'stopped'
    if (made && made.kind !== 'none') return await settleByMade(session, task, made)
    const found = await lookAt(session, task, inDoubt && !made)
    if (session.isStopping() && found.kind !== 'already') return 'stopped'
    if (found.kind !== 'ready') return await settleWithoutActing(session, task, found)
    const moved = inDoubt ? [] : await movedFrom(session, task, found.resource)
    if (moved.length > 0) return await recordMoved(session, task, moved)
    const outcome = await act(session, task, found.resource)
    if (outcome !== 'uncertain') return outcome
    if (tried === attemptsInDoubt) {
      return await fail(session, task, { ...stepDiagnostics.report('in-doubt', undefined), partial: true })
    }
  }
}

/** What a step in doubt has made, if it makes anything; one that could be made twice is looked for as long as it may take to show. */
async function lookForMade(session: RunSession, task: OperationTask): Promise<MadeSearch | undefined> {
  const { operation, planned } = task
  if (!operation.makes || !planned.creates) return undefined
  const seconds = operation.idempotency === 'check-first' ? operation.settlesWithin : 0
  return await findMade(session, task, { seconds, isStopping: () => session.isStopping() })
}

async function settleByMade(
  session: RunSession,
  task: OperationTask,
  made: Exclude<MadeSearch, { readonly kind: 'none' }>,
): Promise<ActionOutcome> {
  switch (made.kind) {
    case 'found':
      return await recordAlready(session, task, made.ids)
    case 'unclear':
      return await fail(session, task, { ...stepDiagnostics.report('created-unknown', made), partial: true })
    case 'unread':
      return await fail(session, task, { ...unreadable(made), partial: true })
  }
}

function isInDoubt(session: RunSession, { target, planned }: OperationTask): boolean {
  return session.step(target, planned.step)?.status === 'started'
}

async function lookAt(session: RunSession, task: OperationTask, inDoubt: boolean): Promise<Look> {
  const { target, operation, planned } = task
  const aspects = [...new Set([...operation.reads, ...session.targets.aspectsOf(planned.on ?? target)])]
  const isStopping = (): boolean => session.isStopping()
  const { params } = planned
  return await look(session, { place: placeOfStep(task), operation, params, inDoubt, aspects, isStopping })
}

type Found = Exclude<Look, { readonly kind: 'ready' }>

async function settleWithoutActing(session: RunSession, task: OperationTask, found: Found): Promise<ActionOutcome> {
  switch (found.kind) {
    case 'already':
      return await recordAlready(session, task)
    case 'gone':
      if (task.planned.removes) return await recordAlready(session, task)
      return await fail(session, task, stepDiagnostics.report('target-gone', undefined))
    case 'refused':
      return await fail(session, task, stepDiagnostics.report('precondition-refused', { why: found.reason }))
    case 'unread':
      return await fail(session, task, unreadable(found))
  }
}

function unreadable({ unread }: { readonly unread: Unread }): Diagnostic {
  return stepDiagnostics.report('target-unread', { why: unread.message })
}

async function recordAlready(
  session: RunSession,
  task: OperationTask,
  created?: readonly string[],
): Promise<ActionOutcome> {
  const before = session.step(task.target, task.planned.step)
  await session.record({
    kind: 'done',
    step: nameOfTask(task),
    attempt: before?.attempts ?? 0,
    outcome: 'already',
    responses: [],
    inverse: before?.inverse ?? 'irreversible',
    ...(created ? { created } : {}),
  })
  return 'passed'
}

/** What has moved since the plan; before the first change also what sent the plan there. */
async function movedFrom(session: RunSession, task: OperationTask, resource: Resource): Promise<readonly string[]> {
  const isTaken = (step: string): boolean => session.step(task.target, step) !== undefined
  const moved = movedSincePlan(task, resource, isTaken)
  if (moved.length > 0 || !isUntouched(session, task.target)) return moved
  return await brokenPremises(session.asking, task.target, session.state.policies)
}

function isUntouched(session: RunSession, target: PlannedTarget): boolean {
  return target.steps.every(({ step }) => (session.step(target, step)?.attempts ?? 0) === 0)
}

/** A target of which nothing was changed yet is stale; otherwise the step fails, so that the rest is put back. */
async function recordMoved(session: RunSession, task: OperationTask, moved: readonly string[]): Promise<ActionOutcome> {
  const { target } = task
  if (isUntouched(session, target)) {
    await session.record({ kind: 'stale', target: resourceAddress(target), moved })
    return 'broken'
  }
  return await fail(session, task, stepDiagnostics.report('target-moved', { moved }))
}

async function act(session: RunSession, task: OperationTask, resource: Resource): Promise<ActionOutcome | 'uncertain'> {
  const { target, planned, operation } = task
  const { params } = planned
  const name = nameOfTask(task)
  const token = session.token(name, 'do')
  const before = session.step(target, planned.step)
  const inverse: Inverse | 'irreversible' = before?.inverse ?? inverseOf(task, resource)
  const attempt = (before?.attempts ?? 0) + 1
  const subject = resourceAddress(placeOfStep(task))
  const fence = await session.leases.fence(subject)
  const requests = operation.requests(resource, params, token)
  const started = { step: name, attempt, token, requests, before: digest(resource), inverse, fence }
  await session.record({ kind: 'started', ...started })
  await session.leases.fence(subject)
  const isStopping = (): boolean => session.isStopping()
  const outcome = await sendChange(session, { operation, resource, params, token, subject, isStopping })
  if (outcome.kind === 'performed') {
    const { responses } = outcome
    const created = await createdBy(session, task, outcome.created)
    const done = {
      step: name,
      attempt,
      outcome: 'changed',
      responses,
      inverse,
      ...(created ? { created } : {}),
    } as const
    await session.record({ kind: 'done', ...done })
    return 'passed'
  }
  const { failure, responses } = outcome
  if (failure.reason === 'uncertain') return 'uncertain'
  if (failure.reason === 'throttled' && responses.length === 0 && isStopping()) return 'stopped'
  return await fail(session, task, { ...failure, partial: responses.length > 0 })
}

/** The ids of what a step that was just done has made: as the answers tell, or else as looking does. */
async function createdBy(
  session: RunSession,
  task: OperationTask,
  told: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  const { creates } = task.planned
  if (!creates || told?.length === creates.length) return told
  const patience = { seconds: task.operation.settlesWithin, isStopping: () => session.isInterrupted() }
  const made = await findMade(session, task, patience)
  return made.kind === 'found' ? made.ids : undefined
}

/** As the author says, or as the operation works it out from the state before. */
function inverseOf({ planned, operation }: OperationTask, resource: Resource): Inverse | 'irreversible' {
  if (planned.inverse === 'irreversible') return 'irreversible'
  return operation.inverse(resource, planned.params) ?? 'irreversible'
}

interface StepFailure {
  readonly code: string
  readonly message: string
  readonly partial?: boolean
}

async function fail(session: RunSession, task: OperationTask, failure: StepFailure): Promise<ActionOutcome> {
  const { code, message, partial = false } = failure
  const { target, planned } = task
  await session.record({
    kind: 'failed',
    step: stepName(resourceAddress(target), planned.step),
    attempt: session.step(target, planned.step)?.attempts ?? 0,
    code,
    message,
    ...(partial ? { partial } : {}),
  })
  return 'broken'
}
