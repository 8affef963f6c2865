import type { AccountConfiguration } from '../../core/configuration.js'
import { type Decimal, parseDecimal } from '../../core/decimal.js'
import { isInForce, narrowness, type PriceSheet } from '../../core/price-sheet.js'
import type { Resource } from '../../core/resource.js'
import { selectsAccount, selectsRegion } from '../selection.js'

/** What one unit costs, or why that is not known. */
export type Price = { readonly amount: Decimal; readonly currency: string } | { readonly unknown: string }

/** What prices are looked up in. */
export interface PriceBookContent {
  readonly sheets: readonly PriceSheet[]
  readonly accounts: readonly Pick<AccountConfiguration, 'id' | 'name'>[]
  readonly now: Date
}

/** The prices in force at one moment. */
export class PriceBook {
  private readonly sheets: readonly PriceSheet[]
  private readonly byPlace = new Map<string, readonly PriceSheet[]>()

  constructor(private readonly content: PriceBookContent) {
    const day = content.now.toISOString().slice(0, 10)
    this.sheets = content.sheets.filter((sheet) => isInForce(sheet, day))
  }

  /** The price of what `key` names, in the account and region of a resource; of the narrowest sheet that has it. */
  price(key: string, place: Pick<Resource, 'account' | 'region'>): Price {
    const giving = this.sheetsFor(place).filter(({ prices }) => Object.hasOwn(prices, key))
    const [first, second] = giving
    if (!first) return { unknown: `no price sheet in force has ${key}` }
    if (second && narrowness(second) === narrowness(first)) {
      return { unknown: `${first.id} and ${second.id} both have ${key}` }
    }
    const amount = parseDecimal(first.prices[key] ?? '')
    if (!amount) throw new Error(`the price of ${key} in ${first.id} is no decimal`)
    return { amount, currency: first.currency }
  }

  /** What all prices in one account rest on: its sheets in force, whatever their region. */
  contentFor(account: string): unknown {
    return this.sheets.filter((sheet) => this.isPaidBy(sheet, account)).map(({ range: _, title: __, ...rest }) => rest)
  }

  /** The narrowest ones first. */
  private sheetsFor({ account, region }: Pick<Resource, 'account' | 'region'>): readonly PriceSheet[] {
    const key = `${account}\n${region}`
    const known = this.byPlace.get(key)
    if (known) return known
    const found = this.sheets
      .filter((sheet) => this.isPaidBy(sheet, account) && selectsRegion(sheet, region))
      .sort((one, other) => narrowness(other) - narrowness(one))
    this.byPlace.set(key, found)
    return found
  }

  private isPaidBy(sheet: PriceSheet, account: string): boolean {
    return selectsAccount(sheet, this.content.accounts.find(({ id }) => id === account) ?? { id: account })
  }
}
