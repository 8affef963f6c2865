import type { Inverse } from '../../core/operation.js'
import type { Plan } from '../../core/plan.js'
import type { CompiledPolicy } from '../../core/policy.js'
import type { Principal, RunEvent, RunRecord } from '../../core/run.js'
import { phaseOf, type RunPhase, type RunResult } from './run-phase.js'
import { splitStepName } from './step-name.js'

/** Where a step stands. `started` without more is in doubt: it may have happened. So is `undoing`. */
export type StepStatus =
  | 'started'
  | 'done'
  | 'failed'
  | 'verified'
  | 'not-held'
  | 'unverified'
  | 'waiting'
  | 'waited'
  | 'notified'
  | 'skipped'
  | 'undoing'
  | 'undone'
  | 'undo-failed'

/** What the records say of one step; steps that no record speaks of are pending and have no state. */
export interface StepState {
  readonly step: string
  readonly status: StepStatus
  /** How often it was started. */
  readonly attempts: number
  readonly outcome?: 'changed' | 'already'
  readonly inverse?: Inverse | 'irreversible'
  /** Ids of what it made, in the order of the plan; left out where they are not known. */
  readonly created?: readonly string[]
  /** True when it was said that what it made stays. */
  readonly leftBehind?: true
  /** True when it failed after some of its calls had been made. */
  readonly partial?: true
  /** While it waits: since when and until when. */
  readonly waiting?: { readonly since: string; readonly until: string | 'approval' }
  /** Why it failed, was skipped, or could not be put back. */
  readonly message?: string
}

/** What the records say of one target. */
export interface TargetState {
  readonly address: string
  /** The paths that had moved when it was to be changed. */
  readonly stale?: readonly string[]
  /** By step, in the order in which they were first spoken of. */
  readonly steps: ReadonlyMap<string, StepState>
}

/** A run, computed from its records and nothing else. */
export interface RunState {
  readonly id: string
  readonly plan: Plan
  readonly policies: readonly CompiledPolicy[]
  readonly requester: Principal
  /** Who had it begun; left out where no person did. */
  readonly principal?: Principal
  /** The run that this one takes back. */
  readonly undoes?: string
  readonly phase: RunPhase
  readonly startedAt: string
  readonly updatedAt: string
  /** The process that began it or resumed it last. */
  readonly runner: string
  /** Who asked that it be cancelled. */
  readonly cancelRequestedBy?: string
  /** Why it took no further targets. */
  readonly stopped?: 'breaker' | 'error-budget' | 'cancelled' | 'interrupted'
  /** Only targets that a record speaks of. */
  readonly targets: ReadonlyMap<string, TargetState>
}

/** The state that a run's records amount to; undefined when they do not begin with a plan. */
export function runState(records: Iterable<RunRecord>): RunState | undefined {
  const reader = new RunReader()
  for (const record of records) reader.hear(record)
  return reader.state
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
type Draft = Omit<Mutable<RunState>, 'targets' | 'phase'> & {
  readonly targets: Map<string, TargetDraft>
  readonly phase: RunPhase
  result?: RunResult
  halted?: 'all' | readonly (readonly string[])[]
}
type Applied<Kind extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: Kind }>

interface TargetDraft {
  readonly address: string
  readonly steps: Map<string, StepState>
  stale?: readonly string[]
}

/** Follows a run record by record. The state that it gives goes on changing as records are heard. */
export class RunReader {
  private draft: Draft | undefined

  get state(): RunState | undefined {
    return this.draft
  }

  /** Takes in the next record. */
  hear(record: RunRecord): void {
    const { event, at } = record
    if (event.kind === 'planned') this.draft = this.draft ?? begin(record, event)
    if (!this.draft) return
    this.draft.updatedAt = at
    if ('step' in event && event.step !== undefined) this.hearStep(event, event.step, at)
    else this.hearRun(event, this.draft)
  }

  private hearRun(event: RunEvent, draft: Draft): void {
    if (event.kind === 'resumed') {
      draft.runner = event.runner
      delete draft.stopped
      delete draft.halted
    } else if (event.kind === 'cancel-requested') draft.cancelRequestedBy = event.by
    else if (event.kind === 'stale') this.target(draft, event.target).stale = event.moved
    else if (event.kind === 'finished') draft.result = event.result
    else if (event.kind === 'stopped') halt(draft, event)
  }

  private hearStep(event: RunEvent, name: string, at: string): void {
    if (!this.draft) return
    const { address, step } = splitStepName(name)
    const { steps } = this.target(this.draft, address)
    const before = steps.get(step) ?? { step, status: 'started', attempts: 0 }
    const after = afterEvent(before, event, at)
    if (after) steps.set(step, after)
  }

  private target(draft: Draft, address: string): TargetDraft {
    const known = draft.targets.get(address)
    if (known) return known
    const fresh: TargetDraft = { address, steps: new Map() }
    draft.targets.set(address, fresh)
    return fresh
  }
}

/** Why a run stopped, and which parts of its rollout take no further targets. */
function halt(draft: Draft, { reason, playbooks }: Applied<'stopped'>): void {
  draft.stopped = reason
  if (reason === 'interrupted' || reason === 'cancelled') return
  const before = draft.halted ?? []
  draft.halted = playbooks === undefined || before === 'all' ? 'all' : [...before, playbooks]
}

function begin({ run, at }: RunRecord, event: Applied<'planned'>): Draft {
  return {
    id: run,
    plan: event.plan,
    policies: event.policies ?? [],
    requester: event.requester,
    ...(event.principal ? { principal: event.principal } : {}),
    ...(event.plan.undoes === undefined ? {} : { undoes: event.plan.undoes }),
    get phase() {
      return phaseOf(this)
    },
    startedAt: at,
    updatedAt: at,
    runner: event.runner,
    targets: new Map(),
  }
}

function afterEvent(before: StepState, event: RunEvent, at: string): StepState | undefined {
  switch (event.kind) {
    case 'started':
      return { ...before, status: 'started', attempts: event.attempt, ...definedInverse(event.inverse) }
    case 'done':
      return {
        ...before,
        status: 'done',
        outcome: event.outcome,
        inverse: event.inverse,
        ...(event.created ? { created: event.created } : {}),
      }
    case 'failed':
      return {
        ...before,
        status: 'failed',
        message: `${event.code}: ${event.message}`,
        ...(event.partial ? { partial: true } : {}),
      }
    case 'verified':
      return { ...before, status: verifiedStatus(event.held), message: event.evidence }
    case 'waiting':
      return { ...before, status: 'waiting', waiting: { since: at, until: event.until }, message: event.reason }
    case 'waited':
      return { ...before, status: 'waited' }
    case 'notified':
      return { ...before, status: 'notified', message: event.message }
    case 'skipped':
      return { ...before, status: 'skipped', message: event.reason }
    case 'left-behind':
      return { ...before, leftBehind: true }
    case 'undo-started':
      return { ...before, status: 'undoing' }
    case 'undo-done':
      return { ...before, status: 'undone' }
    case 'undo-failed':
      return { ...before, status: 'undo-failed', ...(event.message === undefined ? {} : { message: event.message }) }
    default:
      return undefined
  }
}

function definedInverse(inverse: StepState['inverse']): Pick<StepState, 'inverse'> {
  return inverse === undefined ? {} : { inverse }
}

function verifiedStatus(held: boolean | 'unknown'): StepStatus {
  if (held === 'unknown') return 'unverified'
  return held ? 'verified' : 'not-held'
}
