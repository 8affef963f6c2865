import type { DiagnosticPage } from '../core/diagnostics.js'
import { accessDiagnostics } from './access/diagnostics.js'
import { configurationDiagnostics } from './configuration/diagnostics.js'
import { expressionDiagnostics } from './expression/diagnostics.js'
import { playbookDiagnostics } from './playbook/diagnostics.js'
import { policyDiagnostics } from './policy/diagnostics.js'
import { priceSheetDiagnostics } from './price-sheet/diagnostics.js'
import { resolveDiagnostics } from './resolve/diagnostics.js'
import { scheduleDiagnostics } from './schedule/diagnostics.js'
import { schemaDiagnostics } from './schema/diagnostics.js'
import { sourceDiagnostics } from './source/diagnostics.js'
import { standingApprovalDiagnostics } from './standing-approval/diagnostics.js'
import { typescriptDiagnostics } from './typescript/diagnostics.js'
import { yamlDiagnostics } from './yaml/diagnostics.js'

/** The documentation of every code that the compiler reports. */
export const diagnosticPages: readonly DiagnosticPage[] = [
  ...sourceDiagnostics.pages,
  ...yamlDiagnostics.pages,
  ...typescriptDiagnostics.pages,
  ...schemaDiagnostics.pages,
  ...policyDiagnostics.pages,
  ...playbookDiagnostics.pages,
  ...expressionDiagnostics.pages,
  ...resolveDiagnostics.pages,
  ...configurationDiagnostics.pages,
  ...accessDiagnostics.pages,
  ...standingApprovalDiagnostics.pages,
  ...scheduleDiagnostics.pages,
  ...priceSheetDiagnostics.pages,
]
