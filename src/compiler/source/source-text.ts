import type { Position, SourceRange } from '../../core/diagnostics.js'

/** A file's text, which turns offsets into ranges. Offsets count UTF-16 units from 0. */
export interface SourceText {
  /** The path that diagnostics show. */
  readonly file: string
  readonly text: string
  readonly range: (start: number, end: number) => SourceRange
}

/** Makes a source text; line starts are found when the first range is asked for. */
export function sourceText(file: string, text: string): SourceText {
  let lineStarts: number[] | undefined
  const position = (offset: number): Position => {
    lineStarts ??= findLineStarts(text)
    const line = lastAtOrBefore(lineStarts, offset)
    return { line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1, offset }
  }
  const within = (offset: number) => Math.min(Math.max(offset, 0), text.length)
  return {
    file,
    text,
    range: (start, end) => ({ file, start: position(within(start)), end: position(within(Math.max(start, end))) }),
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0]
  for (let newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', newline + 1)) {
    starts.push(newline + 1)
  }
  return starts
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
