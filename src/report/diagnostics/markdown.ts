import type { Diagnostic } from '../../core/diagnostics.js'
import { escapeMarkdown, markdownBlock, markdownCode, markdownTable } from '../escape/markdown.js'
import { palette } from '../terminal/colour.js'
import { count } from '../terminal/phrases.js'
import { codeFrame } from './code-frame.js'
import { tally } from './order.js'
import type { DiagnosticsOptions } from './render-options.js'

const frameWidth = 100

/** For a pull request comment or a job summary: a table, then each diagnostic with its code frame. */
export function renderMarkdown(diagnostics: readonly Diagnostic[], options: DiagnosticsOptions): string {
  const { error, warning } = tally(diagnostics)
  const heading = `## escher check: ${count(error, 'error')}, ${count(warning, 'warning')} in ${count(options.files, 'file')}`
  if (diagnostics.length === 0) return `${heading}\n`
  const rows = diagnostics.map((diagnostic) => [
    diagnostic.severity,
    markdownCode(diagnostic.code),
    diagnostic.range ? markdownCode(`${diagnostic.range.file}:${diagnostic.range.start.line}`) : '',
    escapeMarkdown(diagnostic.message),
  ])
  const table = markdownTable(['severity', 'code', 'place', 'message'], rows)
  return `${[heading, table, ...diagnostics.map((diagnostic) => details(diagnostic, options))].join('\n\n')}\n`
}

function details({ code, message, range, why, help }: Diagnostic, { sources }: DiagnosticsOptions): string {
  const source = range && sources.get(range.file)
  const style = palette(false)
  return [
    `### ${markdownCode(code)} ${escapeMarkdown(message)}`,
    ...(range && source !== undefined
      ? [markdownBlock('text', codeFrame({ source, range, palette: style, mark: style.red, width: frameWidth }))]
      : []),
    ...(why ? [`**Why:** ${escapeMarkdown(why)}`] : []),
    ...(help ? [`**Help:** ${escapeMarkdown(help)}`] : []),
  ].join('\n\n')
}
