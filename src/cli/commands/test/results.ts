import type { CompiledPolicy } from '../../../core/policy.js'
import { type PolicyTestResult, runPolicyTests } from '../../../testing/index.js'

/** A policy and how its examples came out. */
export interface TestedPolicy {
  readonly policy: CompiledPolicy
  readonly results: readonly PolicyTestResult[]
  /** Verdicts that no example expects although one is required. */
  readonly missing: readonly PolicyTestResult['expected'][]
}

/** Runs the examples of policies. With `require`, each policy needs a violating and a compliant one. */
export function testPolicies(policies: readonly CompiledPolicy[], require: boolean): TestedPolicy[] {
  return policies.map((policy) => {
    const results = runPolicyTests(policy)
    const required = require ? (['violating', 'compliant'] as const) : []
    const missing = required.filter((verdict) => results.every(({ expected }) => expected !== verdict))
    return { policy, results, missing }
  })
}

/** How many examples passed and failed; a missing example counts as one that fails. */
export function testTotals(tested: readonly TestedPolicy[]): { readonly passed: number; readonly failed: number } {
  const results = tested.flatMap(({ results }) => results)
  const passed = results.filter((result) => result.passed).length
  const missing = tested.reduce((sum, policy) => sum + policy.missing.length, 0)
  return { passed, failed: results.length - passed + missing }
}
