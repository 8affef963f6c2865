import { VerdictTable } from '../core/verdict-table.js'
import type { FindingDraft } from '../engine/index.js'
import { DigestIndex, digestBytes, type RememberedFinding, type RememberedVerdicts } from '../store/index.js'

/** What is already known of a partition before anything is judged. */
export interface Recall {
  /** Rows are the partition's lines, columns the policies of its type. */
  readonly verdicts: VerdictTable
  readonly findings: readonly RememberedFinding<FindingDraft>[]
  /** A 1 for every row that was judged before. */
  readonly known: Uint8Array
  /** Columns that must be judged again in every row. */
  readonly stale: readonly number[]
}

/** What a partition is made of, to be looked up in memory. */
export interface RecallRequest {
  readonly digests: Uint8Array
  readonly rows: number
  /** A key for each policy whose verdicts can be remembered. */
  readonly keys: readonly (string | undefined)[]
}

/** Looks up what was judged before: the same line under the same key has the same verdict. */
export function recall(
  memory: RememberedVerdicts<FindingDraft> | undefined,
  { digests, rows, keys }: RecallRequest,
): Recall {
  const verdicts = new VerdictTable(rows, keys.length)
  const known = new Uint8Array(rows)
  const columns = keys.map((key) => (key === undefined ? -1 : (memory?.columns.indexOf(key) ?? -1)))
  const stale = [...columns.keys()].filter((column) => columns[column] === -1)
  if (!memory || stale.length === keys.length) return { verdicts, findings: [], known, stale }
  const rowsBefore = rowsOf(memory.digests, digests)
  const rowsNow = new Int32Array(memory.verdicts.rows).fill(-1)
  const sameColumns = keys.length === memory.columns.length && columns.every((before, column) => before === column)
  for (let row = 0; row < rows; row++) {
    const before = rowsBefore[row] ?? -1
    if (before < 0) continue
    known[row] = 1
    rowsNow[before] = row
    if (sameColumns) verdicts.copyRow(memory.verdicts, before, row)
    else copyColumns(memory.verdicts, verdicts, { before, row, columns })
  }
  return { verdicts, findings: movedFindings(memory.findings, rowsNow, columns), known, stale }
}

/** Where each line was before; most often nothing changed, and then every line is where it was. */
function rowsOf(before: Uint8Array, now: Uint8Array): Int32Array {
  if (Buffer.compare(before, now) !== 0) return new DigestIndex(before).rowsOf(now)
  const same = new Int32Array(now.length / digestBytes)
  for (let row = 0; row < same.length; row++) same[row] = row
  return same
}

interface RowMove {
  readonly before: number
  readonly row: number
  /** By column now: the column before, or -1. */
  readonly columns: readonly number[]
}

function copyColumns(from: VerdictTable, to: VerdictTable, { before, row, columns }: RowMove): void {
  for (const [column, columnBefore] of columns.entries()) {
    if (columnBefore >= 0) to.set(row, column, from.get(before, columnBefore))
  }
}

function movedFindings(
  findings: readonly RememberedFinding<FindingDraft>[],
  rowsNow: Int32Array,
  columns: readonly number[],
): RememberedFinding<FindingDraft>[] {
  return findings.flatMap(({ row, column, draft }) => {
    const [rowNow, columnNow] = [rowsNow[row] ?? -1, columns.indexOf(column)]
    return rowNow >= 0 && columnNow >= 0 ? [{ row: rowNow, column: columnNow, draft }] : []
  })
}
