import type { Diagnostic } from '../../core/diagnostics.js'
import { isEnded, type RunState } from '../../engine/run/index.js'
import type { Chain } from '../../store/run-log/index.js'
import { unknownOperations } from './admit.js'
import { type ApplyOutcome, approvalProblems, named } from './apply.js'
import { applyDiagnostics } from './diagnostics.js'
import { examineRun } from './examine-run.js'
import { execute } from './execute.js'
import { LeaseKeeper } from './lease-keeper.js'
import { operationsOf } from './operations-of.js'
import type { ApplyPorts } from './ports.js'
import { RunSession } from './run-session.js'
import { stillWaits } from './still-waiting.js'

/** A run whose records can be trusted. */
export interface TrustedRun {
  readonly chain: Chain
  readonly state: RunState
}

/** Reads a run and refuses it when its records do not make a chain, or end before a head that was anchored. */
export async function trustedRun(
  { store }: Pick<ApplyPorts, 'store'>,
  run: string,
): Promise<TrustedRun | { readonly diagnostics: readonly Diagnostic[] }> {
  const { chain, state, problems } = await examineRun(store, { run })
  return chain && state && problems.length === 0 ? { chain, state } : { diagnostics: problems }
}

/** Goes on with a run from where its records say that it stands. A run that still waits is left to wait. */
export async function resume(run: string, ports: ApplyPorts): Promise<ApplyOutcome> {
  const early = await resumable(run, ports)
  if ('kind' in early) return early
  const leases = new LeaseKeeper({ ...ports, run })
  const lease = await leases.takeRun()
  if (lease.kind === 'held') return refused('run-held', lease.holder)
  const now = await resumable(run, ports)
  if ('kind' in now) {
    await leases.close()
    return now
  }
  const operations = await operationsOf(ports)
  return await execute(await RunSession.resume(now.chain, { ports, operations, leases }))
}

/** The run if there is something to go on with; otherwise how resuming it would end. Nothing is written. */
export async function resumable(run: string, ports: ApplyPorts): Promise<TrustedRun | ApplyOutcome> {
  const trusted = await trustedRun(ports, run)
  if ('diagnostics' in trusted) return { kind: 'refused', diagnostics: trusted.diagnostics }
  const { state, chain } = trusted
  if (isEnded(state.phase)) return refused('run-finished', { run, result: state.phase })
  if (state.cancelRequestedBy !== undefined) return trusted
  const unknown = unknownOperations(state.plan, await operationsOf(ports))
  if (unknown.length > 0) return { kind: 'refused', diagnostics: unknown }
  const question = { plan: state.plan, run, records: chain.records, now: ports.clock.now() }
  const decision = await ports.gate.check({ ...question, ...named(ports.principal) })
  if (decision.kind !== 'granted') return { kind: 'refused', diagnostics: approvalProblems(state.plan, decision) }
  return (await onlyWaits(trusted, ports)) ? { kind: 'ended', state } : trusted
}

async function onlyWaits({ state, chain }: TrustedRun, ports: ApplyPorts): Promise<boolean> {
  if (state.phase !== 'waiting') return false
  const leases = new LeaseKeeper({ ...ports, run: state.id })
  const session = RunSession.view(chain, { ports, operations: await operationsOf(ports), leases })
  try {
    return await stillWaits(session)
  } finally {
    await session.targets.close()
  }
}

function refused(...[code, parameters]: Parameters<typeof applyDiagnostics.report>): ApplyOutcome {
  return { kind: 'refused', diagnostics: [applyDiagnostics.report(code, parameters)] }
}
