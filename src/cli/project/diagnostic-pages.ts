import { custodianDiagnostics } from '../../compiler/import/index.js'
import { diagnosticPages } from '../../compiler/index.js'
import type { DiagnosticPage } from '../../core/diagnostics.js'
import { approvalDiagnostics } from '../../engine/index.js'
import { ownershipDiagnostics } from '../../engine/ownership/index.js'
import { planDiagnostics } from '../../engine/plan/index.js'
import { applyDiagnostics, stepDiagnostics, targetDiagnostics } from '../../runner/apply/index.js'
import { signingDiagnostics } from '../../runner/approval/index.js'
import { runnerDiagnostics } from '../../runner/index.js'
import { planningDiagnostics } from '../../runner/plan/index.js'
import { workerDiagnostics } from '../../runner/worker/diagnostics.js'
import { s3Diagnostics, storeDiagnostics } from '../../store/index.js'

/** The pages of every diagnostic of the whole program, by code. */
export function allDiagnosticPages(): DiagnosticPage[] {
  const tables = [
    diagnosticPages,
    custodianDiagnostics.pages,
    runnerDiagnostics.pages,
    approvalDiagnostics.pages,
    ownershipDiagnostics.pages,
    planDiagnostics.pages,
    planningDiagnostics.pages,
    signingDiagnostics.pages,
    applyDiagnostics.pages,
    targetDiagnostics.pages,
    stepDiagnostics.pages,
    storeDiagnostics.pages,
    s3Diagnostics.pages,
    workerDiagnostics.pages,
  ]
  return tables.flat().sort((left, right) => (left.code < right.code ? -1 : 1))
}
