import { markdownTable } from '../../../src/report/index.js'

/** A heading with a table; nothing where the table has no rows. */
export function section(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length > 0 ? `## ${title}\n\n${markdownTable(header, rows)}` : ''
}
