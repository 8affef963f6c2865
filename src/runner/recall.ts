import { VerdictTable } from '../core/verdict-table.js'
import type { FindingDraft } from '../engine/index.js'
import { DigestIndex, type RememberedFinding, type RememberedVerdicts } from '../store/index.js'

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
  const rowsBefore = new DigestIndex(memory.digests).rowsOf(digests)
  const rowsNow = new Int32Array(memory.verdicts.rows).fill(-1)
  for (const [row, before] of rowsBefore.entries()) {
    if (before < 0) continue
    known[row] = 1
    rowsNow[before] = row
    copyRow(memory.verdicts, before, verdicts, row, columns)
  }
  return { verdicts, findings: movedFindings(memory.findings, rowsNow, columns), known, stale }
}

function copyRow(
  from: VerdictTable,
  fromRow: number,
  to: VerdictTable,
  toRow: number,
  columns: readonly number[],
): void {
  for (let column = 0; column < columns.length; column++) {
    const before = columns[column] ?? -1
    if (before >= 0) to.set(toRow, column, from.get(fromRow, before))
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
