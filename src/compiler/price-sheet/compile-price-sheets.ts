import type { Configuration } from '../../core/configuration.js'
import type { Outcome } from '../../core/diagnostics.js'
import type { PriceSheet } from '../../core/price-sheet.js'
import type { Catalog } from '../../core/resource-type.js'
import type { Definition } from '../load/definition.js'
import { metersOf } from './check-price.js'
import { compilePriceSheet } from './compile-price-sheet.js'
import { overlappingPrices } from './overlapping-prices.js'

/** Compiles the price sheets of a project, each and against one another. */
export function compilePriceSheets(
  definitions: readonly Definition<'price-sheet'>[],
  { catalog, configuration: { accounts } }: { readonly catalog: Catalog; readonly configuration: Configuration },
): Outcome<readonly PriceSheet[]> {
  const context = { meters: metersOf(catalog), accounts }
  const outcomes = definitions.map((definition) => compilePriceSheet(definition, context))
  const sheets = outcomes.flatMap(({ value }) => value ?? [])
  const diagnostics = [...outcomes.flatMap((one) => one.diagnostics), ...overlappingPrices(sheets, accounts)]
  return { value: sheets, diagnostics }
}
