export type { CompiledPolicy, PolicyTest, Verdict } from '../core/policy.js'
export { type PolicyTestFailure, type PolicyTestResult, runPolicyTests } from './run-policy-tests.js'
