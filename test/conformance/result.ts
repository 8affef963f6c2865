import type { ConformanceCase } from './case.js'

export const statuses = ['passed', 'failed', 'unsupported'] as const
export type Status = (typeof statuses)[number]

/** What was expected, and what came out: counts, and ids where the case has them. */
export interface Tally {
  readonly count: number
  readonly ids?: readonly string[]
}

/** What a case's report says. */
export interface CaseResult {
  readonly test_id: string
  readonly cloud: string
  readonly tier: string
  readonly resource: string
  readonly status: Status
  readonly reason?: string
  readonly expected: Tally
  readonly got?: Tally & { readonly unknown: number; readonly population: number; readonly negated: number }
}

/** The result of a case that could not be run. */
export function notRun(one: ConformanceCase, status: 'failed' | 'unsupported', reason: string): CaseResult {
  return { ...headOf(one), status, reason, expected: expectationOf(one) }
}

/** What identifies a case in the report. */
export function headOf({ test_id, cloud, tier, resource }: ConformanceCase) {
  return { test_id, cloud, tier, resource }
}

/** The asserted ids where there are some, else those that Custodian itself gave. */
export function expectationOf({ expected_count, expected_ids, observed }: ConformanceCase): Tally {
  const ids = expected_ids ?? observed?.ids
  return { count: expected_count, ...(ids ? { ids: ids.map(String).sort() } : {}) }
}
