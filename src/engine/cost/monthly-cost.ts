import { type Charge, type Charges, hoursPerMonth, priceKey } from '../../core/billing.js'
import { type Decimal, parseDecimal, plus, times, zero } from '../../core/decimal.js'
import type { Resource } from '../../core/resource.js'
import type { ResourceType } from '../../core/resource-type.js'
import type { PriceBook } from './price-book.js'

/** What a month costs, exactly; without a currency where nothing is charged. Unknown with the reasons, never counted as nothing. */
export type MonthlyCost =
  | { readonly amount: Decimal; readonly currency: string | undefined }
  | { readonly unknown: readonly string[] }

/** What costs are worked out with. */
export interface CostContext {
  readonly types: ReadonlyMap<string, ResourceType>
  readonly prices: PriceBook
}

const hours: Decimal = { digits: BigInt(hoursPerMonth), scale: 0 }

/** The part of a resource's document that its charges are a function of. */
export function billedPart({ properties }: Resource, { billing }: ResourceType): Resource['properties'] {
  const names = billing?.properties ?? []
  return Object.fromEntries(names.flatMap((name) => (name in properties ? [[name, properties[name]]] : [])))
}

/** What a resource is charged for as long as it stays as it is. */
export function chargesOf(resource: Resource, type: ResourceType | undefined): Charges {
  if (!type?.billing) return { unknown: `what ${resource.type} is billed by is not declared` }
  for (const property of type.billing.properties) {
    const unread = resource.unread?.[property]
    if (unread) return { unknown: `${property} of ${resource.type} could not be read: ${unread.message}` }
  }
  const charges = type.billing.charges(billedPart(resource, type))
  return 'unknown' in charges ? { unknown: `${resource.type}: ${charges.unknown}` } : charges
}

/** What a resource costs in a month of `hoursPerMonth` hours as it is. */
export function monthlyCost(resource: Resource, { types, prices }: CostContext): MonthlyCost {
  const charges = chargesOf(resource, types.get(resource.type))
  if ('unknown' in charges) return { unknown: [charges.unknown] }
  return totalCost(charges.charges.map((charge) => chargeCost(charge, resource, { types, prices })))
}

/** The sum of costs: known when each of them is, in one currency. */
export function totalCost(costs: readonly MonthlyCost[]): MonthlyCost {
  let amount = zero
  const currencies = new Set<string>()
  const unknown = new Set<string>()
  for (const cost of costs) {
    if ('unknown' in cost) for (const reason of cost.unknown) unknown.add(reason)
    else {
      amount = plus(amount, cost.amount)
      if (cost.currency !== undefined) currencies.add(cost.currency)
    }
  }
  const [currency, ...others] = [...currencies].sort()
  if (others.length > 0) unknown.add(`it is paid in several currencies: ${[currency, ...others].join(', ')}`)
  return unknown.size > 0 ? { unknown: [...unknown].sort() } : { amount, currency }
}

function chargeCost(charge: Charge, resource: Resource, { types, prices }: CostContext): MonthlyCost {
  const quantity = parseDecimal(charge.quantity)
  const meter = types.get(resource.type)?.billing?.meters[charge.meter]
  if (!quantity || !meter) throw new Error(`${resource.type} charges for what it does not declare: ${charge.meter}`)
  const price = prices.price(priceKey(resource.type, charge), resource)
  if ('unknown' in price) return { unknown: [price.unknown] }
  const each = meter.per === 'hour' ? times(price.amount, hours) : price.amount
  return { amount: times(each, quantity), currency: price.currency }
}
