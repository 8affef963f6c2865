import type { SourceRange } from './diagnostics.js'

/** Prices that somebody pays a vendor (`prices/**`). */
export interface PriceSheet {
  readonly id: string
  readonly title: string
  /** ISO 4217: `EUR`. */
  readonly currency: string
  /** Globs of account ids and names; every account when left out. */
  readonly accounts?: readonly string[]
  /** Globs of regions; every region when left out. */
  readonly regions?: readonly string[]
  /** The first and the last day on which it holds, as `YYYY-MM-DD` (UTC). */
  readonly from?: string
  readonly until?: string
  /** Decimal texts by `priceKey`: of one unit, for the meter's hour or month. */
  readonly prices: Readonly<Record<string, string>>
  readonly range: SourceRange
}

/** How narrowly a sheet says what it is for. Where several give a price, the narrowest one does; accounts go before regions. */
export function narrowness({ accounts, regions }: Pick<PriceSheet, 'accounts' | 'regions'>): number {
  return (accounts ? 2 : 0) + (regions ? 1 : 0)
}

/** True on the days on which a sheet holds. */
export function isInForce({ from, until }: Pick<PriceSheet, 'from' | 'until'>, day: string): boolean {
  return (from === undefined || from <= day) && (until === undefined || day <= until)
}
