import type { Diagnostic } from '../../core/diagnostics.js'
import { isEnded } from '../../engine/run/index.js'
import { RunLog } from '../../store/run-log/index.js'
import { applyDiagnostics } from './diagnostics.js'
import type { ApplyPorts } from './ports.js'
import { type TrustedRun, trustedRun } from './resume.js'

/**
 * Asks that a run be cancelled. Its runner finishes the call under way; one without a runner ends when it is resumed,
 * whatever has become of its approvals.
 */
export async function requestCancel(
  run: string,
  by: string,
  ports: ApplyPorts,
): Promise<{ readonly diagnostics: readonly Diagnostic[] }> {
  const found = await cancellable(run, ports)
  if ('diagnostics' in found) return found
  const { store, clock, runner, sleep } = ports
  await RunLog.requestCancel(found.chain, { store, clock, writer: runner, sleep }, by)
  return { diagnostics: [] }
}

/** A run that can be cancelled, or why there is nothing to cancel. */
export async function cancellable(
  run: string,
  ports: Pick<ApplyPorts, 'store'>,
): Promise<TrustedRun | { readonly diagnostics: readonly Diagnostic[] }> {
  const trusted = await trustedRun(ports, run)
  if ('diagnostics' in trusted || !isEnded(trusted.state.phase)) return trusted
  return { diagnostics: [applyDiagnostics.report('run-finished', { run, result: trusted.state.phase })] }
}
