import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Decimal,
  decimalOf,
  decimalText,
  halved,
  minus,
  parseDecimal,
  plus,
  roundedText,
  times,
} from './decimal.js'

const decimals = fc.record({
  digits: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  scale: fc.integer({ min: 0, max: 12 }),
})

function read(text: string): Decimal {
  const value = parseDecimal(text)
  if (!value) throw new Error(`${text} is no decimal`)
  return value
}

describe('decimals', () => {
  it.each([
    ['0.1', '0.2', '0.3', '0.02'],
    ['0.0208', '730', '730.0208', '15.184'],
    ['-1.5', '1.5', '0', '-2.25'],
    ['9007199254740993', '1', '9007199254740994', '9007199254740993'],
  ])('%s and %s have the sum %s and the product %s', (left, right, sum, product) => {
    expect(decimalText(plus(read(left), read(right)))).toBe(sum)
    expect(decimalText(times(read(left), read(right)))).toBe(product)
  })

  it.each(['', '1e3', '.5', '1.', '1,5', '+1', ' 1', 'NaN', '0x1'])('%o is none', (text) => {
    expect(parseDecimal(text)).toBeUndefined()
  })

  it.each([1e21, Number.NaN, Number.POSITIVE_INFINITY])('the number %d is none', (value) => {
    expect(decimalOf(value)).toBeUndefined()
  })

  it.each([
    ['2.5', 0, '2'],
    ['3.5', 0, '4'],
    ['-2.5', 0, '-2'],
    ['-0.005', 2, '0.00'],
    ['0.015', 2, '0.02'],
    ['0.0150001', 2, '0.02'],
    ['15.184', 2, '15.18'],
    ['7', 2, '7.00'],
  ])('%s with %d places is %s', (text, places, rounded) => {
    expect(roundedText(read(text), places)).toBe(rounded)
  })

  it('are halved exactly', () => {
    expect(decimalText(halved(read('1073741824'), 30))).toBe('1')
    expect(decimalText(halved(read('1'), 3))).toBe('0.125')
  })

  it('are read back as they are written', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        const again = read(decimalText(value))
        expect(minus(again, value).digits).toBe(0n)
      }),
    )
  })

  it('round to within half a unit of the last place', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 0, max: 6 }), (value, places) => {
        const error = minus(read(roundedText(value, places)), value)
        const twice = times({ ...error, digits: error.digits < 0n ? -error.digits : error.digits }, read('2'))
        expect(minus({ digits: 1n, scale: places }, twice).digits >= 0n).toBe(true)
      }),
    )
  })
})
