import type { Verdict } from './policy.js'

/** All verdicts; the place of each is its code in a `VerdictTable`. */
export const verdicts = ['violating', 'compliant', 'unknown', 'not-applicable'] as const satisfies readonly Verdict[]

/** How often there is each verdict, in the order of `verdicts`. */
export type VerdictCounters = [violating: number, compliant: number, unknown: number, notApplicable: number]

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

  /** How often each verdict stands in each column, in the order of `verdicts`. */
  counts(): readonly VerdictCounters[] {
    const counts = Array.from({ length: this.columns }, (): VerdictCounters => [0, 0, 0, 0])
    for (let byte = 0; byte < this.rowBytes; byte++) {
      for (const [value, times] of this.timesByValue(byte).entries()) {
        for (const [index, counter] of counts.slice(byte * 4, byte * 4 + 4).entries()) {
          counter[((value >> (index * 2)) & 3) as 0 | 1 | 2 | 3] += times
        }
      }
    }
    return counts
  }

  /** How often each value stands at a byte of the rows: a byte holds four columns, so counting values is quicker. */
  private timesByValue(byte: number): Uint32Array {
    const times = new Uint32Array(256)
    const end = this.rows * this.rowBytes
    for (let at = byte; at < end; at += this.rowBytes) {
      const value = this.bytes[at] ?? 0
      times[value] = (times[value] ?? 0) + 1
    }
    return times
  }
}
