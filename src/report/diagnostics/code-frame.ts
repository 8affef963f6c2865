import type { SourceRange } from '../../core/diagnostics.js'
import { plainText } from '../escape/plain-text.js'
import type { Paint, Palette } from '../terminal/colour.js'
import { displayWidth } from '../terminal/width.js'

const tab = '    '
const contextLines = 1
const mostMarkedLines = 6

/** What a code frame shows and how. */
export interface CodeFrameOptions {
  readonly source: string
  readonly range: SourceRange
  readonly palette: Palette
  /** The colour of the carets. */
  readonly mark: Paint
  readonly width: number
  /** Said after the carets of the last marked line. */
  readonly label?: string
}

/** The lines of a source around a range, numbered, with carets under the range from start to end. */
export function codeFrame({ source, range, palette, mark, width, label = '' }: CodeFrameOptions): string {
  const lines = source.split(/\r\n|\n|\r/)
  const first = Math.max(1, range.start.line - contextLines)
  const last = Math.max(range.start.line, Math.min(lines.length, lastMarkedLine(range)))
  const gutter = String(last).length
  const bar = (number: string): string => palette.blue(`${number.padStart(gutter)} │`)
  const shown = [palette.blue(`${' '.repeat(gutter)} ╭─ `) + place(range)]
  for (let number = first; number <= last; number++) {
    if (skipped(number, range)) {
      if (number === range.start.line + mostMarkedLines - 1) shown.push(bar('…'))
      continue
    }
    const window = visiblePart(lines[number - 1] ?? '', number, range, width - gutter - 3)
    shown.push(`${bar(String(number))} ${window.text}`.trimEnd())
    if (window.carets === undefined) continue
    const end = number === last && label !== '' ? ` ${label}` : ''
    shown.push(`${bar('')} ${' '.repeat(window.carets.from)}${mark('^'.repeat(window.carets.length) + end)}`)
  }
  return shown.join('\n')
}

/** A place as people and editors know it: `policies/a.yaml:3:7`. */
export function place(range: SourceRange): string {
  return `${plainText(range.file)}:${range.start.line}:${range.start.column}`
}

/** A range that ends before the first character of a line does not reach into it. */
function lastMarkedLine({ end }: SourceRange): number {
  return end.column === 1 ? end.line - 1 : end.line
}

function skipped(number: number, range: SourceRange): boolean {
  return number >= range.start.line + mostMarkedLines - 1 && number < lastMarkedLine(range) - 1
}

interface VisibleLine {
  readonly text: string
  readonly carets?: { readonly from: number; readonly length: number }
}

function visiblePart(line: string, number: number, range: SourceRange, columns: number): VisibleLine {
  if (number < range.start.line) return { text: cut(line, 0, columns) }
  const indent = line.length - line.trimStart().length
  const from = number === range.start.line ? range.start.column - 1 : indent
  const to = number === range.end.line ? range.end.column - 1 : line.trimEnd().length
  const offset = displayWidth(expand(line.slice(0, from))) > columns * 0.75 ? Math.max(0, from - 20) : 0
  const text = cut(line, offset, columns)
  const before = displayWidth(expand(line.slice(offset, from))) + (offset > 0 ? 1 : 0)
  const length = Math.max(1, displayWidth(expand(line.slice(from, to))))
  return { text, carets: { from: before, length: Math.max(1, Math.min(length, columns - before)) } }
}

function cut(line: string, offset: number, columns: number): string {
  const text = (offset > 0 ? '…' : '') + expand(line.slice(offset, offset + columns * 2))
  let kept = ''
  let width = 0
  for (const character of text) {
    width += displayWidth(character)
    if (width > columns) return `${kept.slice(0, -1)}…`
    kept += character
  }
  return kept
}

function expand(text: string): string {
  return plainText(text).replace(/\t/g, tab)
}
