import { canonicalJson } from '../../core/canonical-json.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { CompiledPolicy } from '../../core/policy.js'
import { areDisjoint, type Demand, demandsOf } from './demands.js'
import { resolveDiagnostics } from './diagnostics.js'

interface PolicyDemand extends Demand {
  readonly policy: CompiledPolicy
}

/**
 * Reports pairs of policies of which every value of some property violates one. Only policies that apply to the same
 * resources are compared, and only demands on the same property against constants, so every report is true.
 */
export function contradictions(policies: readonly CompiledPolicy[]): readonly Diagnostic[] {
  const bySubject = new Map<string, PolicyDemand[]>()
  for (const policy of policies) {
    for (const demand of demandsOf(policy.violates)) {
      const key = comparisonKey(policy, demand)
      const sameSubject = bySubject.get(key) ?? []
      bySubject.set(key, sameSubject)
      sameSubject.push({ ...demand, policy })
    }
  }
  const reported = new Set<string>()
  return [...bySubject.values()].flatMap((demands) =>
    demands.flatMap((later, index) =>
      demands.slice(0, index).flatMap((earlier) => {
        const pair = `${earlier.policy.id} ${later.policy.id}`
        if (earlier.policy === later.policy || reported.has(pair)) return []
        if (!areDisjoint(earlier.allowed, later.allowed)) return []
        reported.add(pair)
        return [contradiction(later.policy, earlier.policy)]
      }),
    ),
  )
}

/** Demands with equal keys are made of the same resources and about the same property. */
function comparisonKey({ resource, applies, params }: CompiledPolicy, { subject }: Demand): string {
  const readsParameters = subject.includes('"kind":"parameter"') || applies?.text.includes('params')
  return canonicalJson([resource, applies?.text ?? null, readsParameters ? params : null, subject])
}

function contradiction(policy: CompiledPolicy, other: CompiledPolicy): Diagnostic {
  return resolveDiagnostics.report(
    'contradictory-policies',
    { other: other.id },
    {
      range: policy.violates.range,
      related: [{ message: 'it demands the opposite', range: other.violates.range }],
    },
  )
}
