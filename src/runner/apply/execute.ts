import type { PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import type { RunEvent } from '../../core/run.js'
import {
  FailureTally,
  isEnded,
  isSettled,
  type RunState,
  type TargetStatus,
  targetStatus,
} from '../../engine/run/index.js'
import { headOf, RunLost, writeHead } from '../../store/run-log/index.js'
import { mapConcurrently } from '../concurrency.js'
import { applyTarget, releaseTarget } from './apply-target.js'
import type { RunSession } from './run-session.js'

/** How a run stands when its process is done with it. */
export type RunEnd =
  | { readonly kind: 'ended'; readonly state: RunState }
  /** Another process has the run now. */
  | { readonly kind: 'lost'; readonly state: RunState; readonly to: string }

/** Runs what is left of a run, wave by wave, until it has finished, waits, or is stopped. */
export async function execute(session: RunSession): Promise<RunEnd> {
  try {
    await runWaves(session)
    if (isEnded(session.state.phase)) await releaseWaiting(session)
    const head = headOf(session.records)
    if (head) await writeHead(session.ports.store, head)
    return { kind: 'ended', state: session.state }
  } catch (error) {
    if (error instanceof RunLost) return { kind: 'lost', state: session.state, to: error.runner }
    throw error
  } finally {
    await session.targets.close()
    await session.leases.close()
  }
}

async function runWaves(session: RunSession): Promise<void> {
  const { plan } = session.state
  const byAddress = new Map(plan.targets.map((target) => [resourceAddress(target), target]))
  const tally = new FailureTally(plan.rollout.errorBudget)
  for (const wave of plan.rollout.waves) {
    const targets = wave.flatMap((address) => byAddress.get(address) ?? [])
    await runWave(session, targets, tally)
    if (targets.some((target) => !isSettled(statusOf(session, target)))) break
    if (haltReason(session, tally) !== undefined) break
  }
  await recordEnd(session, tally)
}

async function runWave(session: RunSession, targets: readonly PlannedTarget[], tally: FailureTally): Promise<void> {
  const isOpen = (target: PlannedTarget): boolean => !isSettled(statusOf(session, target))
  for (const target of targets) if (!isOpen(target)) tally.note(statusOf(session, target))
  await mapConcurrently(targets.filter(isOpen), session.ports.concurrency ?? 1, async (target) => {
    if (!isBegun(session, target) && haltReason(session, tally) !== undefined) return
    await applyTarget(session, target)
    if (!isOpen(target)) tally.note(statusOf(session, target))
  })
}

/** A target that something was done to is brought to its end even when no further ones are taken. */
function isBegun(session: RunSession, target: PlannedTarget): boolean {
  return !session.isStopping() && statusOf(session, target) !== 'pending'
}

function statusOf(session: RunSession, target: PlannedTarget): TargetStatus {
  return targetStatus(target, session.target(target))
}

type StopReason = Extract<RunEvent, { kind: 'stopped' }>['reason']

/** Why no further targets are taken. */
function haltReason(session: RunSession, tally: FailureTally): StopReason | undefined {
  if (session.state.cancelRequestedBy !== undefined) return 'cancelled'
  return session.isInterrupted() ? 'interrupted' : tally.reason
}

async function recordEnd(session: RunSession, tally: FailureTally): Promise<void> {
  const statuses = session.state.plan.targets.map((target) => statusOf(session, target))
  if (statuses.every(isSettled)) return await session.record({ kind: 'finished', result: resultOf(statuses) })
  const reason = haltReason(session, tally)
  if (reason === 'cancelled') {
    await session.record({ kind: 'stopped', reason })
    return await session.record({ kind: 'finished', result: 'cancelled' })
  }
  if (reason === 'interrupted') return await session.record({ kind: 'stopped', reason })
  if (statuses.includes('waiting')) {
    if (reason !== undefined) await session.record({ kind: 'stopped', reason })
    return
  }
  if (reason === undefined || statuses.some((status) => status === 'active' || status === 'undoing')) {
    return await session.record({ kind: 'stopped', reason: 'interrupted' })
  }
  await session.record({ kind: 'stopped', reason })
  await session.record({ kind: 'finished', result: 'failed' })
}

/** Waiting keeps resources leased; a run that has ended waits for nothing. */
async function releaseWaiting(session: RunSession): Promise<void> {
  const { targets } = session.state.plan
  for (const target of targets) if (statusOf(session, target) === 'waiting') await releaseTarget(session, target)
}

function resultOf(statuses: readonly TargetStatus[]): Extract<RunEvent, { kind: 'finished' }>['result'] {
  if (statuses.every((status) => status === 'succeeded')) return 'succeeded'
  return statuses.every((status) => status === 'undone') ? 'undone' : 'failed'
}
