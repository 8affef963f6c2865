import type { Diagnostic } from '../../core/diagnostics.js'
import type { RunRecord } from '../../core/run.js'
import { timeline } from '../../engine/run/index.js'
import { csvLine } from '../escape/csv.js'
import { plainLine } from '../escape/plain-text.js'
import type { Palette } from '../terminal/colour.js'
import { count } from '../terminal/phrases.js'
import type { AuditFormat } from './audit-formats.js'
import { personOf } from './person-of-event.js'

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

const columns = [
  'run',
  'record',
  'at',
  'writer',
  'person',
  'event',
  'target',
  'step',
  'milliseconds',
  'text',
  'hash',
] as const

/** Records for other tools: whole as NDJSON, or as a table of what happened. */
export function* renderRecords(format: AuditFormat, runs: Iterable<readonly RunRecord[]>): Iterable<string> {
  if (format === 'csv') yield csvLine(columns)
  for (const records of runs) {
    if (format === 'ndjson') for (const record of records) yield `${JSON.stringify(record)}\n`
    else yield* rowsOf(records)
  }
}

function* rowsOf(records: readonly RunRecord[]): Iterable<string> {
  const entries = new Map(timeline(records, { whole: true }).map((entry) => [entry.number, entry]))
  for (const { run, number, at, writer, event, hash } of records) {
    const { target, step, milliseconds, text } = entries.get(number) ?? {}
    yield csvLine([run, number, at, writer, personOf(event), event.kind, target, step, milliseconds, text, hash])
  }
}
