import type { Verdict } from './policy.js'

/** All verdicts; the place of each is its code in a `VerdictTable`. */
export const verdicts = ['violating', 'compliant', 'unknown', 'not-applicable'] as const satisfies readonly Verdict[]

/** Verdicts by resource (row) and policy (column), two bits each. */
export class VerdictTable {
  private readonly rowBytes: number
  readonly bytes: Uint8Array

  constructor(
    readonly rows: number,
    readonly columns: number,
    bytes?: Uint8Array,
  ) {
    this.rowBytes = Math.ceil(columns / 4)
    this.bytes = bytes ?? new Uint8Array(rows * this.rowBytes)
  }

  /** The code of a verdict: its place in `verdicts`. */
  get(row: number, column: number): number {
    return ((this.bytes[row * this.rowBytes + (column >> 2)] ?? 0) >> ((column & 3) * 2)) & 3
  }

  set(row: number, column: number, code: number): void {
    const at = row * this.rowBytes + (column >> 2)
    const shift = (column & 3) * 2
    this.bytes[at] = ((this.bytes[at] ?? 0) & ~(3 << shift)) | (code << shift)
  }

  /** Copies one row of a table with the same columns. */
  copyRow(from: VerdictTable, fromRow: number, row: number): void {
    for (let byte = 0; byte < this.rowBytes; byte++) {
      this.bytes[row * this.rowBytes + byte] = from.bytes[fromRow * this.rowBytes + byte] ?? 0
    }
  }

  /** Copies all rows of a table with the same columns to here, from row `first` on. */
  copyRows(from: VerdictTable, first: number): void {
    this.bytes.set(from.bytes.subarray(0, from.rows * this.rowBytes), first * this.rowBytes)
  }

  /** How often each verdict stands in a column, in the order of `verdicts`. */
  count(column: number): readonly [violating: number, compliant: number, unknown: number, notApplicable: number] {
    const shift = (column & 3) * 2
    const counts: [number, number, number, number] = [0, 0, 0, 0]
    const end = this.rows * this.rowBytes
    for (let at = column >> 2; at < end; at += this.rowBytes) {
      counts[(((this.bytes[at] ?? 0) >> shift) & 3) as 0 | 1 | 2 | 3]++
    }
    return counts
  }
}
