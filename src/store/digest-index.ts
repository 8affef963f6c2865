/** The bytes of a line's digest: SHA-256 cut to 128 bits, so that no one can make two lines collide on purpose. */
export const digestBytes = 16

/** Finds digests within a table of them; digests are evenly spread, so their first bytes serve as the hash. */
export class DigestIndex {
  private readonly words: Uint32Array
  private readonly slots: Int32Array
  private readonly mask: number

  /** `table` holds one digest after another. */
  constructor(table: Uint8Array) {
    this.words = wordsOf(table)
    const rows = table.length / digestBytes
    this.mask = 2 ** Math.ceil(Math.log2(Math.max(rows, 1) * 2)) - 1
    this.slots = new Int32Array(this.mask + 1).fill(-1)
    for (let row = 0; row < rows; row++) this.insert(row)
  }

  /** For every digest of `table`, its row in this index or -1. */
  rowsOf(table: Uint8Array): Int32Array {
    const words = wordsOf(table)
    const rows = new Int32Array(table.length / digestBytes)
    for (let row = 0; row < rows.length; row++) rows[row] = this.find(words, row)
    return rows
  }

  /** The row of one digest, or -1. */
  rowOf(digest: Uint8Array): number {
    return this.find(wordsOf(digest), 0)
  }

  private insert(row: number): void {
    let slot = (this.words[row * 4] ?? 0) & this.mask
    while (this.slots[slot] !== -1) slot = (slot + 1) & this.mask
    this.slots[slot] = row
  }

  private find(words: Uint32Array, row: number): number {
    const from = row * 4
    let slot = (words[from] ?? 0) & this.mask
    for (;;) {
      const candidate = this.slots[slot] ?? -1
      if (candidate === -1 || sameWords(this.words, candidate * 4, words, from)) return candidate
      slot = (slot + 1) & this.mask
    }
  }
}

function sameWords(left: Uint32Array, leftFrom: number, right: Uint32Array, rightFrom: number): boolean {
  return (
    left[leftFrom] === right[rightFrom] &&
    left[leftFrom + 1] === right[rightFrom + 1] &&
    left[leftFrom + 2] === right[rightFrom + 2] &&
    left[leftFrom + 3] === right[rightFrom + 3]
  )
}

/** Puts two rows of a table, seen as words, in an order that depends on their content alone. */
export function compareWords(words: Uint32Array, left: number, right: number): number {
  for (let word = 0; word < 4; word++) {
    const difference = (words[left * 4 + word] ?? 0) - (words[right * 4 + word] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** The bytes of a table as 32-bit words. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes)
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
}
