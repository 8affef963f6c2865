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

/** Runs what is left of a run, part by part and wave by wave, until it has finished, waits, or is stopped. */
export async function execute(session: RunSession): Promise<RunEnd> {
  try {
    await runParts(session)
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

/** A part of the rollout: its targets wave by wave, and how they fared. */
interface PartAtWork {
  readonly playbooks: readonly string[]
  readonly waves: readonly (readonly PlannedTarget[])[]
  readonly tally: FailureTally
}

async function runParts(session: RunSession): Promise<void> {
  const parts = partsOf(session)
  for (const part of parts) {
    if (haltReason(session) !== undefined) break
    await runPart(session, part)
  }
  await recordEnd(session, parts)
}

function partsOf({ state: { plan } }: RunSession): readonly PartAtWork[] {
  const byAddress = new Map(plan.targets.map((target) => [resourceAddress(target), target]))
  return plan.rollout.parts.map(({ playbooks, waves, errorBudget }) => ({
    playbooks,
    waves: waves.map((wave) => wave.flatMap((address) => byAddress.get(address) ?? [])),
    tally: new FailureTally(errorBudget),
  }))
}

async function runPart(session: RunSession, { waves, tally }: PartAtWork): Promise<void> {
  for (const targets of waves) {
    await runWave(session, targets, tally)
    if (targets.some((target) => !isSettled(statusOf(session, target)))) return
    if (stopReason(session, tally) !== undefined) return
  }
}

async function runWave(session: RunSession, targets: readonly PlannedTarget[], tally: FailureTally): Promise<void> {
  const isOpen = (target: PlannedTarget): boolean => !isSettled(statusOf(session, target))
  for (const target of targets) if (!isOpen(target)) tally.note(statusOf(session, target))
  await mapConcurrently(targets.filter(isOpen), session.ports.concurrency ?? 1, async (target) => {
    if (!isBegun(session, target) && stopReason(session, tally) !== undefined) return
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

/** Why no further targets of a part are taken. */
function stopReason(session: RunSession, tally: FailureTally): StopReason | undefined {
  return haltReason(session) ?? tally.reason
}

/** Why no further targets of any part are taken. */
function haltReason(session: RunSession): 'cancelled' | 'interrupted' | undefined {
  if (session.state.cancelRequestedBy !== undefined) return 'cancelled'
  return session.isInterrupted() ? 'interrupted' : undefined
}

async function recordEnd(session: RunSession, parts: readonly PartAtWork[]): Promise<void> {
  const statuses = session.state.plan.targets.map((target) => statusOf(session, target))
  if (statuses.every(isSettled)) return await session.record({ kind: 'finished', result: resultOf(statuses) })
  const halted = haltReason(session)
  if (halted) await session.record({ kind: 'stopped', reason: halted })
  if (halted === 'cancelled') return await session.record({ kind: 'finished', result: 'cancelled' })
  if (halted) return
  const left = parts.filter(({ waves }) => waves.flat().some((target) => !isSettled(statusOf(session, target))))
  if (statuses.includes('waiting')) return await recordStops(session, left, parts.length)
  const isUnderWay = statuses.some((status) => status === 'active' || status === 'undoing')
  if (isUnderWay || !left.every(({ tally }) => tally.reason)) {
    return await session.record({ kind: 'stopped', reason: 'interrupted' })
  }
  await recordStops(session, left, parts.length)
  await session.record({ kind: 'finished', result: 'failed' })
}

/** Waiting keeps resources leased; a run that has ended waits for nothing. */
async function releaseWaiting(session: RunSession): Promise<void> {
  const { targets } = session.state.plan
  for (const target of targets) if (statusOf(session, target) === 'waiting') await releaseTarget(session, target)
}

async function recordStops(session: RunSession, stopped: readonly PartAtWork[], parts: number): Promise<void> {
  for (const { playbooks, tally } of stopped) {
    if (tally.reason)
      await session.record({ kind: 'stopped', reason: tally.reason, ...(parts > 1 ? { playbooks } : {}) })
  }
}

function resultOf(statuses: readonly TargetStatus[]): Extract<RunEvent, { kind: 'finished' }>['result'] {
  if (statuses.every((status) => status === 'succeeded')) return 'succeeded'
  return statuses.every((status) => status === 'undone') ? 'undone' : 'failed'
}
