import type { Diagnostic, DiagnosticSeverity } from '../../core/diagnostics.js'
import { plainLine } from '../escape/plain-text.js'
import { type Paint, type Palette, palette } from '../terminal/colour.js'
import { count } from '../terminal/phrases.js'
import { wrap } from '../terminal/width.js'
import { codeFrame, place } from './code-frame.js'
import { tally } from './order.js'
import type { DiagnosticsOptions } from './render-options.js'

/** For a terminal: each diagnostic with its code frame, reasons, help and fix, then a closing sentence. */
export function renderHuman(diagnostics: readonly Diagnostic[], options: DiagnosticsOptions): string {
  const style = palette(options.colour)
  const blocks = diagnostics.map((diagnostic) => block(diagnostic, options, style))
  return `${[...blocks, closing(diagnostics, options, style)].join('\n\n')}\n`
}

function block(diagnostic: Diagnostic, options: DiagnosticsOptions, style: Palette): string {
  const mark = severityPaint(diagnostic.severity, style)
  const title = `${style.bold(mark(`${diagnostic.severity}[${diagnostic.code}]`))}: ${style.bold(plainLine(diagnostic.message))}`
  return [
    title,
    ...frame(diagnostic.range, options, style, mark),
    ...(diagnostic.related ?? []).flatMap((related) => [
      `  ${style.cyan('see')}: ${plainLine(related.message)}`,
      ...frame(related.range, options, style, style.cyan),
    ]),
    ...note('why', diagnostic.why, options, style),
    ...note('help', diagnostic.help, options, style),
    ...fix(diagnostic, options, style),
  ].join('\n')
}

function frame(range: Diagnostic['range'], options: DiagnosticsOptions, style: Palette, mark: Paint): string[] {
  if (!range) return []
  const source = options.sources.get(range.file)
  if (source === undefined) return [`${style.blue('  ─')} ${place(range)}`]
  return [codeFrame({ source, range, palette: style, mark, width: options.width })]
}

function note(label: string, text: string | undefined, options: DiagnosticsOptions, style: Palette): string[] {
  if (!text) return []
  const [first = '', ...rest] = wrap(plainLine(text), Math.max(30, options.width - label.length - 4))
  return [`  ${style.cyan(label)}: ${first}`, ...rest.map((line) => ' '.repeat(label.length + 4) + line)]
}

function fix(diagnostic: Diagnostic, options: DiagnosticsOptions, style: Palette): string[] {
  if (!diagnostic.fix) return []
  const { title, range, text } = diagnostic.fix
  const source = options.sources.get(range.file)
  const heading = `  ${style.cyan('fix')}: ${plainLine(title)}`
  if (source === undefined) return [heading]
  const from = source.lastIndexOf('\n', range.start.offset - 1) + 1
  const lineEnd = source.indexOf('\n', range.end.offset)
  const to = lineEnd === -1 ? source.length : lineEnd
  const fixed = source.slice(from, range.start.offset) + text + source.slice(range.end.offset, to)
  const side = (sign: string, part: string, paint: Paint): string[] =>
    part.split('\n').map((line) => paint(`    ${sign} ${plainLine(line)}`))
  return [heading, ...side('-', source.slice(from, to), style.red), ...side('+', fixed, style.green)]
}

function closing(diagnostics: readonly Diagnostic[], options: DiagnosticsOptions, style: Palette): string {
  const { error, warning, info } = tally(diagnostics)
  const where = `in ${count(options.files, 'file')}`
  const parts = [
    error > 0 && style.red(count(error, 'error')),
    warning > 0 && style.yellow(count(warning, 'warning')),
    info > 0 && count(info, 'remark'),
  ].filter((part) => part !== false)
  if (parts.length === 0) return style.green(`no problems ${where}`)
  const hint = style.dim('run `escher explain <code>` to read about one')
  const place = diagnostics.some(({ range }) => range) ? ` ${where}` : ''
  return `${parts.join(', ')}${place}; ${hint}`
}

function severityPaint(severity: DiagnosticSeverity, style: Palette): Paint {
  return { error: style.red, warning: style.yellow, info: style.blue }[severity]
}
