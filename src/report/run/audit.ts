import type { Diagnostic } from '../../core/diagnostics.js'
import { plainLine } from '../escape/plain-text.js'
import type { Palette } from '../terminal/colour.js'
import { count } from '../terminal/phrases.js'

/** What the records of a run prove. */
export interface AuditLine {
  readonly run: string
  readonly records: number
  readonly head?: { readonly number: number; readonly hash: string }
  readonly torn: readonly { readonly number: number }[]
  readonly problems: readonly Diagnostic[]
}

/** The audit of runs for a terminal: a line each with its head, and what is wrong below. */
export function renderAudit(audits: readonly AuditLine[], style: Palette): string {
  return audits.map((audit) => `${auditLines(audit, style).join('\n')}\n`).join('')
}

function auditLines({ run, records, head, torn, problems }: AuditLine, style: Palette): readonly string[] {
  const verdict = problems.length === 0 ? style.green('sound') : style.red('not sound')
  const hash = head ? style.dim(`  head ${head.number} ${head.hash}`) : ''
  return [
    `${plainLine(run)}  ${verdict}  ${count(records, 'record')}${hash}`,
    ...torn.map(({ number }) =>
      style.yellow(`  record ${number} was cut off while it was written; nothing rests on it`),
    ),
    ...problems.map(({ code, message }) => `  ${plainLine(message)} ${style.dim(`[${code}]`)}`),
  ]
}
