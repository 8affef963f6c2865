import { type Palette, wrap } from '../../../report/index.js'

/** What the pages are laid out for. */
export interface PageStyle {
  readonly style: Palette
  readonly width: number
}

/** A heading with lines below it; nothing where there are no lines. */
export function section(title: string, lines: readonly string[], { style }: PageStyle): readonly string[] {
  return lines.length > 0 ? ['', style.cyan(title), ...lines] : []
}

/** A text in lines that fit. */
export function paragraph(text: string, { width }: PageStyle): readonly string[] {
  return wrap(text, Math.min(width, 100) - 2).map((line) => `  ${line}`)
}

/** A text in its own lines. */
export function indented(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
}
