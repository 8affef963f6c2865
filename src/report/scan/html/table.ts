import { escapeXml } from '../../escape/xml.js'
import { figure } from '../../terminal/phrases.js'

/** A table of plain texts and numbers; numbers stand right. */
export function htmlTable(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const numeric = header.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'))
  const mark = (column: number): string => (numeric[column] ? ' class="number"' : '')
  const head = header.map((text, column) => `<th scope="col"${mark(column)}>${escapeXml(text)}</th>`).join('')
  const body = rows.map(
    (row) => `<tr>${row.map((value, column) => `<td${mark(column)}>${cell(value)}</td>`).join('')}</tr>`,
  )
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeXml(caption)}"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`
}

function cell(value: string | number): string {
  return typeof value === 'number' ? figure(value) : escapeXml(value)
}
