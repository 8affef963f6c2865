import type { Diagnostic } from '../../core/diagnostics.js'
import { renderGithub } from './github.js'
import { renderHuman } from './human.js'
import { renderJson } from './json.js'
import { renderJunit } from './junit.js'
import { renderMarkdown } from './markdown.js'
import { inReadingOrder } from './order.js'
import type { DiagnosticsOptions, DiagnosticsRenderer } from './render-options.js'
import { renderSarif } from './sarif.js'

/** The formats that diagnostics can be printed in. */
export const diagnosticsFormats = ['human', 'json', 'sarif', 'github', 'junit', 'markdown'] as const
export type DiagnosticsFormat = (typeof diagnosticsFormats)[number]

const renderers: Readonly<Record<DiagnosticsFormat, DiagnosticsRenderer>> = {
  human: renderHuman,
  json: renderJson,
  sarif: renderSarif,
  github: renderGithub,
  junit: renderJunit,
  markdown: renderMarkdown,
}

/** Diagnostics in one of the formats, by file and place. */
export function renderDiagnostics(
  format: DiagnosticsFormat,
  diagnostics: readonly Diagnostic[],
  options: DiagnosticsOptions,
): string {
  return renderers[format](inReadingOrder(diagnostics), options)
}
