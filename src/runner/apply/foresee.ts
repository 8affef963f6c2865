import type { Diagnostic } from '../../core/diagnostics.js'
import type { PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import {
  hasFailed,
  isPassed,
  isSettled,
  type RunState,
  stepsToUndo,
  type TargetState,
  targetStatus,
} from '../../engine/run/index.js'
import { isHeld, readLease } from '../../store/lease/index.js'
import { cancellable } from './cancel.js'
import { applyDiagnostics } from './diagnostics.js'
import { runSubject } from './lease-keeper.js'
import type { ApplyPorts } from './ports.js'
import { resumable } from './resume.js'

/** What a command would do next with a target, and with which of its steps. */
export interface ForeseenTarget {
  readonly target: string
  /** `keep`: it stays as it is. `leave`: it is not begun. `release`: it stays as it is and waits no longer. */
  readonly does: 'begin' | 'go-on' | 'look' | 'wait' | 'put-back' | 'keep' | 'leave' | 'release'
  readonly steps: readonly string[]
}

/** What a command would do with a run, without doing it. */
export interface Foresight {
  readonly state: RunState
  /** The process that has the run, and would be asked. */
  readonly heldBy?: string
  /** Targets that are not settled. */
  readonly targets: readonly ForeseenTarget[]
}

type Refusal = { readonly diagnostics: readonly Diagnostic[] }

/** What resuming a run would do, or why it would be refused. A run that only waits is left to wait. */
export async function foreseeResume(run: string, ports: ApplyPorts): Promise<Foresight | Refusal> {
  const found = await resumable(run, ports)
  if ('kind' in found && found.kind === 'refused') return found
  const { state } = found
  const holder = await holderOf(run, ports)
  if (holder) return { diagnostics: [applyDiagnostics.report('run-held', holder)] }
  const foreseen = 'chain' in found && state.cancelRequestedBy === undefined ? goingOn : ending
  const onlyWaits = !('chain' in found)
  return { state, targets: foreseenTargets(state, onlyWaits ? waiting : foreseen) }
}

/** What cancelling a run would do, or why it would be refused. */
export async function foreseeCancel(run: string, ports: ApplyPorts): Promise<Foresight | Refusal> {
  const found = await cancellable(run, ports)
  if ('diagnostics' in found) return found
  const { state } = found
  const holder = await holderOf(run, ports)
  return { state, ...(holder ? { heldBy: holder.runner } : {}), targets: foreseenTargets(state, ending) }
}

async function holderOf(run: string, { store, clock, runner, isGone }: ApplyPorts) {
  const lease = await readLease(store, runSubject(run))
  const isOthers = isHeld(lease, clock.now()) && lease.runner !== runner && !isGone(lease.runner)
  return isOthers ? lease : undefined
}

type Foresee = (target: PlannedTarget, state: TargetState | undefined) => Omit<ForeseenTarget, 'target'>

function foreseenTargets({ plan, targets }: RunState, foresee: Foresee): readonly ForeseenTarget[] {
  return plan.targets.flatMap((target) => {
    const address = resourceAddress(target)
    const state = targets.get(address)
    return isSettled(targetStatus(target, state)) ? [] : [{ target: address, ...foresee(target, state) }]
  })
}

function goingOn({ course }: PlannedTarget, state: TargetState | undefined): Omit<ForeseenTarget, 'target'> {
  if (state && hasFailed(state)) return { does: 'put-back', steps: stepsToUndo(state).map(({ step }) => step) }
  const next = course.find(({ step }) => !isPassed(state?.steps.get(step)))
  const steps = next ? [next.step] : []
  const status = next && state?.steps.get(next.step)?.status
  if (status === 'started') return { does: 'look', steps }
  return { does: state ? 'go-on' : 'begin', steps }
}

function waiting(target: PlannedTarget, state: TargetState | undefined): Omit<ForeseenTarget, 'target'> {
  const { does, steps } = goingOn(target, state)
  return { does: does === 'begin' ? 'begin' : 'wait', steps }
}

function ending(target: PlannedTarget, state: TargetState | undefined): Omit<ForeseenTarget, 'target'> {
  const done = [...(state?.steps.values() ?? [])].filter(isPassed).map(({ step }) => step)
  const status = targetStatus(target, state)
  if (status === 'pending') return { does: 'leave', steps: [] }
  return { does: status === 'waiting' ? 'release' : 'keep', steps: done }
}
