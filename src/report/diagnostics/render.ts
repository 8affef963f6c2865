import type { Diagnostic } from '../../core/diagnostics.js'
import type { DiagnosticsFormat } from './formats.js'
import { renderGithub } from './github.js'
import { renderHuman } from './human.js'
import { renderJson } from './json.js'
import { renderJunit } from './junit.js'
import { renderMarkdown } from './markdown.js'
import { inReadingOrder } from './order.js'
import type { DiagnosticsOptions, DiagnosticsRenderer } from './render-options.js'
import { renderSarif } from './sarif.js'

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
