import type { CompiledPolicy, Exemption, Judgement, Verdict } from '../core/policy.js'
import type { Unread } from '../core/resource.js'
import { exemptionsOf } from './exemptions.js'
import { compilePredicate, type EvaluationScope, evaluate, type Predicate } from './expression/index.js'

/** A policy whose conditions are compiled, with the exemptions that may cover its findings. */
export interface PolicyProgram {
  readonly policy: CompiledPolicy
  readonly violates: Predicate
  readonly applies: Predicate | undefined
  readonly exemptions: readonly { readonly exemption: Exemption; readonly match: Predicate }[]
}

/** Compiles policies once, to be judged many times. */
export function compilePolicies(
  policies: readonly CompiledPolicy[],
  exemptions: readonly Exemption[] = [],
): readonly PolicyProgram[] {
  return policies.map((policy) => ({
    policy,
    violates: compilePredicate(policy.violates),
    applies: policy.applies && compilePredicate(policy.applies),
    exemptions: exemptionsOf(policy, exemptions).map((exemption) => ({
      exemption,
      match: compilePredicate(exemption.match),
    })),
  }))
}

/** Policies by the resource type that they are about, in their order. */
export function policiesByType(policies: readonly CompiledPolicy[]): ReadonlyMap<string, readonly CompiledPolicy[]> {
  const byType = new Map<string, CompiledPolicy[]>()
  for (const policy of policies) byType.set(policy.resource, [...(byType.get(policy.resource) ?? []), policy])
  return byType
}

/** The verdict alone. What does not violate is compliant even where it cannot be told whether the policy applies. */
export function verdictOf({ violates, applies }: PolicyProgram, scope: EvaluationScope): Verdict {
  if (applies?.certainlyFalse(scope)) return 'not-applicable'
  if (violates.certainlyFalse(scope)) return 'compliant'
  if (applies && !applies.certainlyTrue(scope)) return 'unknown'
  return violates.certainlyTrue(scope) ? 'violating' : 'unknown'
}

/** Judges one resource by one policy, with the reason where that cannot be done. */
export function judge(program: PolicyProgram, scope: EvaluationScope): Judgement {
  const verdict = verdictOf(program, scope)
  return verdict === 'unknown' ? { verdict, unknown: explainUnknown(program, scope) } : { verdict }
}

const notAvailable: Unread = { reason: 'not-available', message: 'the condition has no value here' }

function explainUnknown({ policy }: PolicyProgram, scope: EvaluationScope): NonNullable<Judgement['unknown']> {
  for (const expression of [policy.applies, policy.violates]) {
    const result = expression && evaluate(expression, scope)
    if (result && 'unknown' in result) return result.unknown
  }
  return notAvailable
}
