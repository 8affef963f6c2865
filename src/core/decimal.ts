/** An exact decimal number: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

export const zero: Decimal = { digits: 0n, scale: 0 }

/** What a decimal text looks like: `730`, `-0.0208`. */
const pattern = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/

/** The number that a text writes out; undefined when it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign = '', whole, fraction = ''] = pattern.exec(text) ?? []
  return whole === undefined ? undefined : { digits: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length }
}

/** The decimal of a JavaScript number, as JavaScript writes it; undefined for what is no plain number. */
export function decimalOf(value: number): Decimal | undefined {
  return parseDecimal(String(value))
}

/** The sum. */
export function plus(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale)
  return { digits: digitsAt(left, scale) + digitsAt(right, scale), scale }
}

/** The difference. */
export function minus(left: Decimal, right: Decimal): Decimal {
  return plus(left, { ...right, digits: -right.digits })
}

/** The product. */
export function times(left: Decimal, right: Decimal): Decimal {
  return { digits: left.digits * right.digits, scale: left.scale + right.scale }
}

/** The value divided by two to a power, which decimals can say exactly. */
export function halved({ digits, scale }: Decimal, power: number): Decimal {
  return { digits: digits * 5n ** BigInt(power), scale: scale + power }
}

/** 1, 0 or -1. */
export function signOf({ digits }: Decimal): 1 | 0 | -1 {
  if (digits === 0n) return 0
  return digits > 0n ? 1 : -1
}

/** The one text of a value, exact: `0.0208`, without zeros that say nothing. */
export function decimalText(value: Decimal): string {
  const { digits, scale } = value
  const text = fixedText(digits, scale)
  return scale === 0 ? text : text.replace(/\.?0+$/, '')
}

/** The value with so many decimal places; what lies in the middle goes to the even neighbour. */
export function roundedText(value: Decimal, places: number): string {
  if (value.scale <= places) return fixedText(digitsAt(value, places), places)
  const unit = 10n ** BigInt(value.scale - places)
  const size = value.digits < 0n ? -value.digits : value.digits
  const [whole, rest] = [size / unit, size % unit]
  const isUp = rest * 2n > unit || (rest * 2n === unit && whole % 2n === 1n)
  const rounded = whole + (isUp ? 1n : 0n)
  return fixedText(value.digits < 0n ? -rounded : rounded, places)
}

function digitsAt({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale)
}

function fixedText(digits: bigint, scale: number): string {
  const size = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const sign = digits < 0n ? '-' : ''
  return scale === 0 ? `${sign}${size}` : `${sign}${size.slice(0, -scale)}.${size.slice(-scale)}`
}
