import { type Expression, type ExpressionNode, someNode } from '../../core/expression.js'
import { functionNamed } from '../../core/functions/index.js'
import type { PlannedNames, PlannedPremise, PlannedPremises } from '../../core/plan.js'
import { namesMentioned } from './planned-names.js'

/** Names whose meaning the target's address and fingerprint settle. */
const settledNames: ReadonlySet<string> = new Set([
  'resource',
  'target',
  'before',
  'steps',
  'tags',
  'id',
  'name',
  'type',
  'account',
  'region',
])

/** A condition as something to ask again, unless it will be true for as long as the target's fingerprint is the same. */
export function premiseOf(condition: Expression, names: PlannedNames): readonly PlannedPremise[] {
  if (!someNode(condition.root, looksElsewhere)) return []
  const mentioned = namesMentioned(condition, names)
  return [{ condition, ...(mentioned ? { names: mentioned } : {}) }]
}

/** Premises as a target has them. */
export function premisesOf(premises: PlannedPremises): { readonly premises?: PlannedPremises } {
  return premises.policies.length + premises.conditions.length === 0 ? {} : { premises }
}

/** True of what looks at figures, other resources, the time, or where the target belongs. */
function looksElsewhere(node: ExpressionNode): boolean {
  if (node.kind === 'link' || node.kind === 'metric') return true
  if (node.kind === 'call') return functionNamed(node.function)?.usesNow === true
  return node.kind === 'variable' && node.scope === 'root' && !settledNames.has(node.name)
}
