import type { Locate } from '../../src/compiler/expression/index.js'

/** Places in a text of one line. */
export function locateIn(file: string): Locate {
  return (start, end) => ({
    file,
    start: { line: 1, column: start + 1, offset: start },
    end: { line: 1, column: end + 1, offset: end },
  })
}
