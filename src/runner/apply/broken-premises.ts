import type { PlannedTarget } from '../../core/plan.js'
import type { CompiledPolicy } from '../../core/policy.js'
import { type Asking, askResource } from './ask-resource.js'

/**
 * Which of a target's premises no longer hold, or are not known to: the words for what moved. What is violated no more
 * needs no remedy, and what was idle may be busy.
 */
export async function brokenPremises(
  asking: Asking,
  target: PlannedTarget,
  known: readonly CompiledPolicy[],
): Promise<readonly string[]> {
  const { premises } = target
  if (!premises) return []
  const policies = known.filter(({ id }) => premises.policies.includes(id))
  const missing = premises.policies.filter((id) => policies.every((policy) => policy.id !== id))
  const asked = await askResource(asking, { place: target, policies, conditions: premises.conditions })
  if (asked.kind === 'gone') return ['the resource itself']
  if (asked.kind === 'unread') return [premise(asked.unread.message)]
  const broken = [
    ...asked.policies.filter(({ held }) => held !== false),
    ...asked.conditions.filter(({ held }) => held !== true),
  ]
  return [
    ...missing.map((id) => premise(`the policy ${id} is no more`)),
    ...broken.map(({ evidence }) => premise(evidence)),
  ]
}

function premise(evidence: string): string {
  return `what sent the plan there (${evidence})`
}
