import type { AccountConfiguration } from '../../core/configuration.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { matchesIdPattern } from '../../core/id-pattern.js'
import { narrowness, type PriceSheet } from '../../core/price-sheet.js'
import { priceSheetDiagnostics } from './diagnostics.js'

type Accounts = readonly Pick<AccountConfiguration, 'id' | 'name'>[]

/** Where two sheets price the same thing for the same account and region on the same day, and neither goes first. */
export function overlappingPrices(sheets: readonly PriceSheet[], accounts: Accounts): readonly Diagnostic[] {
  return sheets.flatMap((sheet, index) =>
    sheets.slice(0, index).flatMap((earlier) => {
      const price = Object.keys(sheet.prices).find((key) => Object.hasOwn(earlier.prices, key))
      if (price === undefined || !rival(sheet, earlier, accounts)) return []
      const place = { range: sheet.range, related: [{ message: 'the other sheet', range: earlier.range }] }
      return [priceSheetDiagnostics.report('overlapping-prices', { price, sheet: earlier.id }, place)]
    }),
  )
}

function rival(one: PriceSheet, other: PriceSheet, accounts: Accounts): boolean {
  return (
    narrowness(one) === narrowness(other) &&
    (one.from ?? '') <= (other.until ?? '9999') &&
    (other.from ?? '') <= (one.until ?? '9999') &&
    shareAccount(one, other, accounts) &&
    shareRegion(one, other)
  )
}

function shareAccount({ accounts: one }: PriceSheet, { accounts: other }: PriceSheet, accounts: Accounts): boolean {
  if (!one || !other) return true
  const isIn = (globs: readonly string[], { id, name }: Accounts[number]): boolean =>
    globs.some((glob) => matchesIdPattern(id, glob) || matchesIdPattern(name, glob))
  return accounts.some((account) => isIn(one, account) && isIn(other, account))
}

/** Regions are not known by name, so that only what a pattern says of another one is told. */
function shareRegion({ regions: one }: PriceSheet, { regions: other }: PriceSheet): boolean {
  if (!one || !other) return true
  return one.some((left) => other.some((right) => matchesIdPattern(left, right) || matchesIdPattern(right, left)))
}
