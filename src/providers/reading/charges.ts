import type { Charge, Charges } from '../../core/billing.js'

/** A meter of a resource: `charged('storage', ['gp3'], 100)`. The quantity is a whole number. */
export function charged(meter: string, parts: readonly string[], quantity: number): Charge {
  return { meter, parts, quantity: String(quantity) }
}

/** What goes beyond a quantity that the price of something else includes; nothing when nothing does. */
export function chargedAbove(
  included: number,
  { meter, parts }: Pick<Charge, 'meter' | 'parts'>,
  quantity: number,
): readonly Charge[] {
  return quantity > included ? [charged(meter, parts, quantity - included)] : []
}

/** A whole number that is not negative, also when it is written as a text; undefined for anything else. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

/** The charges cannot be told; the reason continues "the cost is not known: …". */
export function notTold(unknown: string): Charges {
  return { unknown }
}
