import { canonicalJson } from '../../core/canonical-json.js'
import { decimalText, minus, zero } from '../../core/decimal.js'
import type { PlannedCost } from '../../core/plan.js'
import type { Resource } from '../../core/resource.js'
import { billedPart, type CostContext, chargesOf, type MonthlyCost, monthlyCost, totalCost } from './monthly-cost.js'

/** What becomes of one resource; undefined where it is not yet, or no more. */
export interface Movement {
  readonly before: Resource | undefined
  readonly after: Resource | undefined
}

const nothing: MonthlyCost = { amount: zero, currency: undefined }

/**
 * What resources cost a month before and after. The change can be known where neither is: when what is billed stays the
 * same. `unseen` has what changes in the bill besides, of which nothing is known.
 */
export function costChange(
  movements: readonly Movement[],
  context: CostContext,
  unseen: readonly string[] = [],
): PlannedCost {
  const pairs = movements.map(({ before, after }) => ({
    before: before ? monthlyCost(before, context) : nothing,
    after: after ? monthlyCost(after, context) : nothing,
    isSame: isBilledTheSame({ before, after }, context),
  }))
  const moving = pairs.filter(({ isSame }) => !isSame)
  const besides: readonly MonthlyCost[] = unseen.length > 0 ? [{ unknown: unseen }] : []
  const before = totalCost(pairs.map((pair) => pair.before))
  const after = totalCost([...pairs.map((pair) => pair.after), ...besides])
  const change = totalCost([...moving.flatMap((pair) => [negative(pair.before), pair.after]), ...besides])
  const unknown = [...new Set([change, before, after].flatMap(reasonsOf))].sort()
  const [currency, ...others] = [...new Set([change, before, after].flatMap(currencyOf))]
  if (others.length > 0) return { unknown }
  return {
    ...(currency === undefined ? {} : { currency }),
    ...amountOf('before', before),
    ...amountOf('after', after),
    ...amountOf('change', change),
    ...(unknown.length > 0 ? { unknown } : {}),
  }
}

function negative(cost: MonthlyCost): MonthlyCost {
  return 'unknown' in cost ? cost : { ...cost, amount: minus(zero, cost.amount) }
}

function reasonsOf(cost: MonthlyCost): readonly string[] {
  return 'unknown' in cost ? cost.unknown : []
}

function currencyOf(cost: MonthlyCost): readonly string[] {
  return 'unknown' in cost || cost.currency === undefined ? [] : [cost.currency]
}

function isBilledTheSame({ before, after }: Movement, { types }: CostContext): boolean {
  const type = before && types.get(before.type)
  if (!before || !after || !type?.billing) return false
  if (canonicalJson(billedPart(before, type)) === canonicalJson(billedPart(after, type))) return true
  const [was, willBe] = [chargesOf(before, type), chargesOf(after, type)]
  return !('unknown' in was) && canonicalJson(was) === canonicalJson(willBe)
}

function amountOf<Name extends string>(name: Name, cost: MonthlyCost): Partial<Record<Name, string>> {
  return 'unknown' in cost ? {} : ({ [name]: decimalText(cost.amount) } as Record<Name, string>)
}
