import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth, fold } from './width.js'

describe('folding a text', () => {
  it('ends lines at spaces, and within words that are longer than a line', () => {
    expect(fold('send {"a":1} to the bucket', 14)).toEqual(['send {"a":1}', 'to the bucket'])
    expect(fold(`x ${'y'.repeat(12)}`, 5)).toEqual(['x', 'yyyyy', 'yyyyy', 'yy'])
    expect(fold('{"a":1,"b":22}', 9)).toEqual(['{"a":1,', '"b":22}'])
    expect(fold('', 5)).toEqual([''])
    expect(fold('a  b', 80)).toEqual(['a  b'])
    expect(fold('whole', Number.POSITIVE_INFINITY)).toEqual(['whole'])
  })

  it('keeps every line narrow and loses nothing but the spaces at which it broke', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', '世', ' ', ',') }),
        fc.integer({ min: 2, max: 9 }),
        (text, columns) => {
          const lines = fold(text, columns)
          expect(lines.every((line) => displayWidth(line) <= columns)).toBe(true)
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        },
      ),
    )
  })
})
