import type { Explanation } from '../../engine/index.js'
import { type Palette, plainLine, truncate } from '../../report/index.js'

/** What an explanation is laid out with. */
export interface ExplanationView {
  readonly style: Palette
  readonly width: number
  /** Texts of the files that policies stand in, by path. */
  readonly sources: ReadonlyMap<string, string>
}

/** A condition part by part, with what each came out as; parts that did not matter are dim. */
export function explanationTree(part: Explanation, view: ExplanationView, depth = 1): string[] {
  const line = partLine(part, view, depth)
  const shown = part.children.filter(({ kind }) => kind !== 'literal')
  return [
    part.decisive ? line : view.style.dim(line),
    ...shown.flatMap((child) => explanationTree(child, view, depth + 1)),
  ]
}

function partLine(part: Explanation, { width, sources, style }: ExplanationView, depth: number): string {
  const { file, start, end } = part.range
  const written = plainLine(sources.get(file)?.slice(start.offset, end.offset) ?? part.path ?? part.kind)
  const mark = part.decisive ? style.bold('•') : '·'
  const text = part.outcome === 'value' ? `${written} = ${valueText(part.value)}` : `${outcomeText(part)}  ${written}`
  return `${'  '.repeat(depth)}${mark} ${truncate(text, Math.max(20, width - depth * 2 - 2))}`
}

function outcomeText({ outcome, unknown }: Explanation): string {
  return unknown ? `unknown (${unknown.reason}: ${plainLine(unknown.message)})` : outcome
}

function valueText(value: unknown): string {
  return plainLine(JSON.stringify(value) ?? 'null')
}
