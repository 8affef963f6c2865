import type { ExpressionNode } from '../../core/expression.js'
import { constantValue } from '../expression/index.js'
import { type AllowedValues, areIncompatible, demandOf } from './demands.js'

/** A part of a condition, and whether it is to hold or not. */
export interface Claim {
  readonly node: ExpressionNode
  readonly holds: boolean
}

/** Ways to meet all alternatives at once, beyond which nothing is said. */
const mostWays = 256

/**
 * Whether claims can certainly not all be met by one resource: comparisons of the same part with constants that exclude
 * one another, in every combination of their alternatives. What cannot be seen to clash counts as possible.
 */
export function isImpossible(claims: readonly Claim[]): boolean {
  let ways = 0
  const cannotBe = (met: readonly Claim[], open: readonly Claim[]): boolean => {
    const parts = open.flatMap(claimsTogether)
    const together = [...met, ...parts.filter((part) => !isChoice(part))]
    if (clash(together)) return true
    const [choice, ...others] = parts.filter(isChoice)
    if (!choice) return false
    return alternativesOf(choice).every((alternative) => {
      ways++
      return ways <= mostWays && cannotBe(together, [alternative, ...others])
    })
  }
  return cannotBe([], claims)
}

/** The value of a condition that no resource can change, as far as it can be seen. */
export function fixedValue(node: ExpressionNode): boolean | undefined {
  const constant = constantValue(node)
  if (constant !== undefined) return constant
  if (isImpossible([{ node, holds: true }])) return false
  return isImpossible([{ node, holds: false }]) ? true : undefined
}

/** The claims that a claim consists of, all of which must be met. */
export function claimsTogether({ node, holds }: Claim): readonly Claim[] {
  if (node.kind === 'not') return claimsTogether({ node: node.operand, holds: !holds })
  const isBoth = (node.kind === 'and' && holds) || (node.kind === 'or' && !holds)
  if (isBoth) return node.operands.flatMap((operand) => claimsTogether({ node: operand, holds }))
  return [{ node, holds }]
}

function isChoice({ node }: Claim): boolean {
  return node.kind === 'and' || node.kind === 'or'
}

function alternativesOf({ node, holds }: Claim): readonly Claim[] {
  return node.kind === 'and' || node.kind === 'or' ? node.operands.map((operand) => ({ node: operand, holds })) : []
}

function clash(claims: readonly Claim[]): boolean {
  const demands = new Map<string, AllowedValues[]>()
  for (const { node, holds } of claims) {
    if (constantValue(node) === !holds) return true
    const { subject, allowed } = demandOf(node, holds)
    demands.set(subject, [...(demands.get(subject) ?? []), allowed])
  }
  return [...demands.values()].some(areIncompatible)
}
