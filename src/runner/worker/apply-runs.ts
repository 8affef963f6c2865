import type { Diagnostic } from '../../core/diagnostics.js'
import { resourceAddress } from '../../core/resource.js'
import { isEnded, type RunState } from '../../engine/run/index.js'
import { readLease } from '../../store/lease/index.js'
import { type ApplyOutcome, type ApplyPorts, type ApplyRequest, apply, resume } from '../apply/index.js'
import { runSubject } from '../apply/lease-keeper.js'
import { nextLook } from './next-look.js'
import type { RunPort, RunProgress, SharedRun } from './run-jobs.js'

const unfinishedPause = 1_000

/**
 * Goes on with runs of the store. A run's lease keeps other processes away, but not this one, so a run that this process is
 * already going on with counts as held by it.
 */
export function applyRuns(ports: ApplyPorts): RunPort {
  const underWay = new Set<string>()
  return {
    advance: async (run, isGone) => {
      if (underWay.has(run)) return { kind: 'held', by: ports.runner }
      underWay.add(run)
      try {
        const outcome = await resume(run, { ...ports, isGone: (runner) => isGone(runner) || ports.isGone(runner) })
        return await progressOf(run, outcome, ports)
      } finally {
        underWay.delete(run)
      }
    },
  }
}

/**
 * Begins a run of a plan without doing anything of it: the plan is claimed and recorded with its approvals, so that any
 * worker can go on with it.
 */
export async function beginRun(
  request: ApplyRequest,
  ports: ApplyPorts,
): Promise<SharedRun | { readonly diagnostics: readonly Diagnostic[] }> {
  const outcome = await apply(request, { ...ports, signal: AbortSignal.abort() })
  if (outcome.kind === 'refused') return { diagnostics: outcome.diagnostics }
  return sharedRun(outcome.state)
}

/** What workers have to know of a run. */
export function sharedRun({ id, plan: { targets } }: Pick<RunState, 'id' | 'plan'>): SharedRun {
  const [first, second] = targets
  const accounts = new Set(targets.map(({ account }) => account))
  return {
    run: id,
    account: accounts.size === 1 ? first?.account : undefined,
    target: first && !second ? resourceAddress(first) : undefined,
  }
}

async function progressOf(run: string, outcome: ApplyOutcome, ports: ApplyPorts): Promise<RunProgress> {
  if (outcome.kind === 'lost') return { kind: 'held', by: outcome.to }
  if (outcome.kind === 'ended') return progressOfState(outcome.state, ports)
  const codes = outcome.diagnostics.map(({ code }) => code)
  if (codes.includes('approval-missing')) return { kind: 'waiting', until: 'news' }
  if (!codes.includes('run-held')) return { kind: 'ended', result: codes.join(', ') }
  const lease = await readLease(ports.store, runSubject(run))
  return { kind: 'held', by: lease?.runner ?? '' }
}

/** A run that neither ended nor waits was interrupted, as when its worker leaves: it goes on elsewhere. */
function progressOfState(state: RunState, { clock }: Pick<ApplyPorts, 'clock'>): RunProgress {
  if (state.phase === 'waiting') return { kind: 'waiting', until: nextLook(state, clock.now()) }
  if (isEnded(state.phase)) return { kind: 'ended', result: state.phase }
  return { kind: 'waiting', until: new Date(clock.now().getTime() + unfinishedPause).toISOString() }
}
