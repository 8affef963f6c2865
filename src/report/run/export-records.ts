import type { Diagnostic } from '../../core/diagnostics.js'
import type { RunRecord, TornRecord } from '../../core/run.js'
import { timeline } from '../../engine/run/index.js'
import { csvLine } from '../escape/csv.js'
import type { AuditFormat } from './audit-formats.js'
import { personOf } from './person-of-event.js'

/** What the store holds of a run, and what is wrong with it. */
export interface ExportedRecords {
  readonly run: string
  readonly records: readonly RunRecord[]
  readonly untrusted: readonly RunRecord[]
  readonly torn: readonly TornRecord[]
  readonly problems: readonly Pick<Diagnostic, 'code' | 'message'>[]
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

type Row = Readonly<Partial<Record<(typeof columns)[number], string | number | undefined>>>

/**
 * Runs for other tools: their records whole as NDJSON, or as a table of what happened. What is no part of a run's chain
 * is given too, marked as not to be relied on, and so is everything that is wrong with the run.
 */
export function* renderRecords(format: AuditFormat, runs: Iterable<ExportedRecords>): Iterable<string> {
  if (format === 'csv') yield csvLine(columns)
  for (const run of runs) {
    if (format === 'ndjson') for (const line of linesOf(run)) yield `${JSON.stringify(line)}\n`
    else yield* rowsOf(run)
  }
}

function* linesOf({ run, records, untrusted, torn, problems }: ExportedRecords): Iterable<unknown> {
  yield* records
  for (const record of untrusted) yield { run, fault: 'untrusted', record }
  for (const { number, digest } of torn) yield { run, fault: 'torn', number, digest }
  for (const { code, message } of problems) yield { run, fault: code, message }
}

function* rowsOf(exported: ExportedRecords): Iterable<string> {
  for (const row of tableOf(exported)) yield csvLine(columns.map((column) => row[column]))
}

function* tableOf({ run, records, untrusted, torn, problems }: ExportedRecords): Iterable<Row> {
  const entries = new Map(timeline(records, { whole: true }).map((entry) => [entry.number, entry]))
  for (const record of records) {
    const { target, step, milliseconds, text } = entries.get(record.number) ?? {}
    yield { ...recordedPart(record), target, step, milliseconds, text }
  }
  for (const record of untrusted) yield { ...recordedPart(record), text: 'not to be relied on' }
  for (const { number } of torn) yield { run, record: number, event: 'torn', text: 'cut off while it was written' }
  for (const { code, message } of problems) yield { run, event: 'fault', text: `${code}: ${message}` }
}

function recordedPart({ run, number, at, writer, event, hash }: RunRecord): Row {
  return { run, record: number, at, writer, person: personOf(event), event: event.kind, hash }
}
