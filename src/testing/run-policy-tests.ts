import type { SourceRange } from '../core/diagnostics.js'
import type { CompiledPolicy, Judgement, PolicyTest, Verdict } from '../core/policy.js'
import { compilePolicies, type EvaluationScope, type Explanation, explain, judge } from '../engine/index.js'
import { exampleScope } from './example-scope.js'
import { failureText } from './failure-text.js'

/** How one example of a policy came out. */
export interface PolicyTestResult {
  readonly policy: string
  readonly name: string
  readonly passed: boolean
  readonly expected: Verdict
  readonly actual: Verdict
  readonly unknown?: Judgement['unknown']
  readonly range: SourceRange
  /** Only for an example that fails. */
  readonly failure?: PolicyTestFailure
}

/** Why an example did not come out as expected. */
export interface PolicyTestFailure {
  /** For people, over several lines. */
  readonly text: string
  readonly violates: Explanation
  readonly applies?: Explanation
}

/**
 * Judges every example under `tests` of a policy and compares the verdict with the expected one.
 *
 * @example
 * const failed = runPolicyTests(policy).filter(({ passed }) => !passed)
 * for (const { failure } of failed) process.stderr.write(`${failure?.text}\n`)
 */
export function runPolicyTests(policy: CompiledPolicy): PolicyTestResult[] {
  const [program] = compilePolicies([policy])
  if (!program) return []
  return policy.tests.map((example) => {
    const scope = exampleScope(policy, example)
    return resultOf(policy, { example, scope, judgement: judge(program, scope) })
  })
}

interface Judged {
  readonly example: PolicyTest
  readonly scope: EvaluationScope
  readonly judgement: Judgement
}

function resultOf(policy: CompiledPolicy, { example, scope, judgement }: Judged): PolicyTestResult {
  const { verdict: actual, unknown } = judgement
  const passed = actual === example.expect
  const result = {
    policy: policy.id,
    name: example.name,
    passed,
    expected: example.expect,
    actual,
    range: example.range,
    ...(unknown ? { unknown } : {}),
  }
  return passed ? result : { ...result, failure: failureOf(policy, scope, result) }
}

function failureOf(policy: CompiledPolicy, scope: EvaluationScope, result: PolicyTestResult): PolicyTestFailure {
  const violates = explain(policy.violates, scope)
  const applies = policy.applies && explain(policy.applies, scope)
  return { text: failureText(result, { violates, applies }), violates, ...(applies ? { applies } : {}) }
}
