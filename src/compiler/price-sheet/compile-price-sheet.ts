import type { Meter } from '../../core/billing.js'
import type { AccountConfiguration } from '../../core/configuration.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { matchesIdPattern } from '../../core/id-pattern.js'
import type { PriceSheet } from '../../core/price-sheet.js'
import type { Definition } from '../load/definition.js'
import {
  entriesAt,
  itemsAt,
  type LocatedValue,
  rangeOf,
  textAt,
  valueAt,
  writtenText,
} from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { checkPrice } from './check-price.js'
import { priceSheetDiagnostics } from './diagnostics.js'

/** What price sheets are compiled against. */
export interface PriceSheetContext {
  readonly meters: ReadonlyMap<string, Meter>
  readonly accounts: readonly Pick<AccountConfiguration, 'id' | 'name'>[]
}

/** Compiles a price sheet; every price must be for something that resources are billed by. */
export function compilePriceSheet(
  { id, root, source }: Definition<'price-sheet'>,
  { meters, accounts }: PriceSheetContext,
): Outcome<PriceSheet | undefined> {
  const diagnostics = [
    ...checkCurrency(root),
    ...checkDays(root),
    ...itemsAt(root, 'accounts').flatMap((place) => checkAccount(place, accounts)),
    ...entriesAt(root, 'prices').flatMap((entry) => checkPrice(entry, meters)),
  ]
  if (!source) return { value: undefined, diagnostics }
  const { title, currency, accounts: paying, regions, from, until, prices } = source
  const value = {
    id,
    title,
    currency,
    ...(paying ? { accounts: paying } : {}),
    ...(regions ? { regions } : {}),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    prices,
    range: rangeOf(root),
  }
  return { value, diagnostics }
}

function checkCurrency(root: LocatedValue): readonly Diagnostic[] {
  const place = valueAt(root, ['currency'])
  const currency = textAt(place)
  const known = Intl.supportedValuesOf('currency')
  if (!place || currency === undefined || known.includes(currency)) return []
  const parameters = { currency, suggestion: closestName(currency, known) }
  return [priceSheetDiagnostics.report('unknown-currency', parameters, { range: rangeOf(place) })]
}

function checkDays(root: LocatedValue): readonly Diagnostic[] {
  const place = valueAt(root, ['until'])
  const [from, until] = [textAt(root, 'from'), textAt(place)]
  if (!place || from === undefined || until === undefined || from <= until) return []
  return [priceSheetDiagnostics.report('prices-never-hold', { from, until }, { range: rangeOf(place) })]
}

function checkAccount(place: LocatedValue, accounts: PriceSheetContext['accounts']): readonly Diagnostic[] {
  const account = writtenText(place)
  const names = accounts.flatMap(({ id, name }) => [id, name])
  if (names.some((name) => matchesIdPattern(name, account))) return []
  const parameters = { account, suggestion: closestName(account, names) }
  return [priceSheetDiagnostics.report('prices-for-no-account', parameters, { range: rangeOf(place) })]
}
