import { describe, expect, it } from 'vitest'
import { VerdictTable } from './verdict-table.js'

describe('a table of verdicts', () => {
  it('counts the verdicts of each column, whatever else stands in the same byte', () => {
    const table = new VerdictTable(300, 6)
    const expected = Array.from({ length: 6 }, () => [0, 0, 0, 0])
    for (let row = 0; row < 300; row++) {
      for (const [column, counter] of expected.entries()) {
        const code = (row * 7 + column * row * 3 + (row >> 3)) % 4
        table.set(row, column, code)
        counter[code] = (counter[code] ?? 0) + 1
      }
    }
    expect(table.counts()).toEqual(expected)
  })

  it('counts no rows beyond its own', () => {
    const larger = new VerdictTable(4, 2)
    larger.set(3, 1, 2)
    expect(new VerdictTable(3, 2, larger.bytes).counts()).toEqual([
      [3, 0, 0, 0],
      [3, 0, 0, 0],
    ])
  })
})
