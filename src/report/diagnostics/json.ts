import type { Diagnostic } from '../../core/diagnostics.js'
import { tally } from './order.js'
import type { DiagnosticsOptions } from './render-options.js'

/** The diagnostics as they are, with their numbers by severity. */
export function renderJson(diagnostics: readonly Diagnostic[], { files }: DiagnosticsOptions): string {
  return `${JSON.stringify({ version: 1, files, summary: tally(diagnostics), diagnostics }, null, 2)}\n`
}
