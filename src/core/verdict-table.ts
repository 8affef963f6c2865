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
}
