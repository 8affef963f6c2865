import type { ObjectStore } from '../../core/object-store.js'
import { type RunState, runState } from '../../engine/run/index.js'
import { listUnfinishedRuns, readRun } from '../../store/run-log/index.js'
import { type ApplyOutcome, type ApplyPorts, resume } from '../apply/index.js'
import { type OccurrenceOutcome, outcomeOf } from './occurrence-outcome.js'

/** A run that waited, and what became of it. */
export interface ResumedRun {
  readonly run: string
  readonly playbook: string
  /** False when what it waits for has not come, or another process has it. */
  readonly wentOn: boolean
  readonly outcome: OccurrenceOutcome
}

/** The runs that wait, or whose process may have died; those that somebody interrupted are left to them. */
export async function waitingRuns(store: ObjectStore): Promise<readonly RunState[]> {
  const states: RunState[] = []
  for (const run of await listUnfinishedRuns(store)) {
    const state = runState((await readRun(store, run))?.records ?? [])
    if (state && mayGoOn(state)) states.push(state)
  }
  return states
}

function mayGoOn({ phase, stopped }: RunState): boolean {
  return (phase === 'waiting' || phase === 'running') && stopped !== 'interrupted'
}

/**
 * Goes on with every run that waits, one after another and once each, where the time, the condition or the approval that
 * it waits for has come. The lease of a run keeps other processes apart that do the same.
 */
export async function resumeDue(ports: ApplyPorts): Promise<readonly ResumedRun[]> {
  const resumed: ResumedRun[] = []
  for (const before of await waitingRuns(ports.store)) {
    if (ports.signal?.aborted) break
    const outcome = await resume(before.id, ports).catch(failed)
    resumed.push(resumedRun(before, outcome))
  }
  return resumed
}

type Failure = { readonly kind: 'threw'; readonly message: string }

function failed(error: unknown): Failure {
  return { kind: 'threw', message: error instanceof Error ? error.message : String(error) }
}

function resumedRun({ id: run, plan, updatedAt }: RunState, outcome: ApplyOutcome | Failure): ResumedRun {
  const named = { run, playbook: plan.playbook.id }
  if (outcome.kind === 'threw') {
    return { ...named, wentOn: false, outcome: { result: 'failed', run, message: outcome.message } }
  }
  if (isElsewhere(outcome)) return { ...named, wentOn: false, outcome: { result: 'waiting', run } }
  const wentOn = outcome.kind === 'ended' && outcome.state.updatedAt !== updatedAt
  return { ...named, wentOn, outcome: { ...outcomeOf(outcome), run } }
}

/** What only says that another process was quicker, or that approvals have yet to come. */
const patientCodes: ReadonlySet<string> = new Set(['run-held', 'run-finished', 'approval-missing'])

function isElsewhere(outcome: ApplyOutcome): boolean {
  if (outcome.kind === 'refused') return outcome.diagnostics.every(({ code }) => patientCodes.has(code))
  return outcome.kind === 'lost'
}
