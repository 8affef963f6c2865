import type { Diagnostic } from '../../core/diagnostics.js'
import type { ChainFault } from '../../store/run-log/index.js'
import { applyDiagnostics } from './diagnostics.js'

/** What is wrong with a run's records, as diagnostics. */
export function chainProblem(run: string, fault: ChainFault): Diagnostic {
  const { number } = fault
  switch (fault.kind) {
    case 'edited':
      return applyDiagnostics.report('run-record-edited', { run, number })
    case 'gap':
      return applyDiagnostics.report('run-record-missing', { run, number })
    case 'broken':
      return applyDiagnostics.report('run-chain-broken', { run, number })
    case 'torn':
      return applyDiagnostics.report('run-record-torn', { run, number })
    case 'replayed': {
      const original = `record ${fault.original} of run \`${fault.run}\``
      return applyDiagnostics.report('run-record-replayed', { run, number, original })
    }
  }
}
