/** A page of the reference: its path below `docs/reference`, and its Markdown. */
export interface ReferencePage {
  readonly path: string
  readonly text: string
}

const note = '<!-- Made by `npm run generate`; edit the source that it is made from. -->'

/** A page of blocks with empty lines between them. */
export function referencePage(path: string, blocks: readonly string[]): ReferencePage {
  return { path, text: `${[note, ...blocks.filter((block) => block !== '')].join('\n\n')}\n` }
}

/** A link from one page to another, both below `docs/reference`. */
export function pageLink(label: string, from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1)
  return `[${label}](${up}${to})`
}
