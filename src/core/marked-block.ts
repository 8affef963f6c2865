/** A part of a text that belongs to Escher, between two lines that mark it. */
export interface BlockMarkers {
  readonly begin: string
  readonly end: string
}

/** The lines with their markers around them. */
export function markedBlock({ begin, end }: BlockMarkers, lines: readonly string[]): string {
  return `${[begin, ...lines, end].join('\n')}\n`
}

/** The marked blocks of a text, in order; one that has no end goes to the end of the text. */
export function blocksIn(text: string, { begin, end }: BlockMarkers): readonly string[] {
  return splitBlocks(text, { begin, end }).flatMap(({ block }) => (block === undefined ? [] : [block]))
}

/** The text with the block at its end, and every earlier one taken out. An empty block only takes out. */
export function withBlock(text: string, block: string, markers: BlockMarkers): string {
  const kept = splitBlocks(text, markers)
    .map(({ other }) => other)
    .join('')
  const separator = kept === '' || kept.endsWith('\n') ? '' : '\n'
  return `${kept}${separator}${block}`
}

/** A text as what stands outside of blocks, and the block after it. */
function splitBlocks(text: string, { begin, end }: BlockMarkers): readonly { other: string; block?: string }[] {
  const parts: { other: string; block?: string }[] = [{ other: '' }]
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const written = line.trimEnd()
    const last = parts.at(-1) ?? { other: '' }
    if (last.block === undefined && written === begin) last.block = line
    else if (last.block === undefined) last.other += line
    else last.block += line
    if (last.block !== undefined && written === end) parts.push({ other: '' })
  }
  return parts
}
