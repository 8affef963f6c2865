import { decimalText, parseDecimal, plus, zero } from '../../core/decimal.js'
import type { Operation } from '../../core/operation.js'
import type { PlanCost, PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import { type CostContext, costChange, type Movement } from '../cost/index.js'

/** What the costs of targets are worked out with. */
export interface TargetCostContext extends CostContext {
  readonly operations: ReadonlyMap<string, Operation>
}

/** The targets with what each of them costs before and after; `movements` are by address of the target. */
export function withCosts(
  targets: readonly PlannedTarget[],
  movements: ReadonlyMap<string, readonly Movement[]>,
  context: TargetCostContext,
): readonly PlannedTarget[] {
  return targets.map((target) => ({
    ...target,
    cost: costChange(movements.get(resourceAddress(target)) ?? [], context, unseenCosts(target, context)),
  }))
}

function unseenCosts({ steps }: PlannedTarget, { operations }: TargetCostContext): readonly string[] {
  return steps.flatMap(({ operation, params }) => operations.get(operation)?.unseenCost?.(params) ?? [])
}

/** What the changes of all targets come to, by currency, and how many are not known. */
export function costOfPlan(targets: readonly Pick<PlannedTarget, 'cost'>[]): PlanCost {
  const sums = new Map<string, ReturnType<typeof plus>>()
  for (const { cost } of targets) {
    const amount = cost?.change === undefined ? undefined : parseDecimal(cost.change)
    if (amount && cost?.currency !== undefined) {
      sums.set(cost.currency, plus(sums.get(cost.currency) ?? zero, amount))
    }
  }
  return {
    monthlyChange: [...sums]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([currency, amount]) => ({ currency, amount: decimalText(amount) })),
    unknown: targets.filter(({ cost }) => cost?.change === undefined).length,
  }
}
