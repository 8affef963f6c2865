import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../core/finding.js'
import type { ScanReport } from '../../../core/scan.js'
import type { Exit } from '../../exit-codes.js'
import { exitOfScan, type FailureRule } from './exit.js'

const rule: FailureRule = { threshold: 'high', allowIncomplete: false }
const unread = { reason: 'access-denied', message: 'denied' } as const

function report(findings: readonly Partial<Finding>[], changes: Partial<ScanReport> = {}): ScanReport {
  const coverage = { unreadAccounts: [], unreadPartitions: [] }
  return { findings, coverage, interrupted: false, ...changes } as unknown as ScanReport
}

const violating = { verdict: 'violating', severity: 'high' } as const
const unknown = { verdict: 'unknown', severity: 'high' } as const
const exemption = { id: 'x', reason: 'r', owner: 'o', expires: '2027-01-01' }
const denied = {
  coverage: { unreadAccounts: [{ account: '1', unread }], unreadPartitions: [] },
} as unknown as Partial<ScanReport>

describe('the exit of a scan', () => {
  const cases: [string, ScanReport, FailureRule, Exit][] = [
    ['nothing found', report([]), rule, 'clean'],
    ['a finding at the threshold', report([violating]), rule, 'findings'],
    ['a finding below it', report([{ ...violating, severity: 'medium' }]), rule, 'clean'],
    ['a finding when nothing shall fail', report([violating]), { ...rule, threshold: 'never' }, 'clean'],
    ['an exempted finding', report([{ ...violating, exemption }]), rule, 'clean'],
    ['a finding of the baseline', report([{ ...violating, baseline: true }]), rule, 'clean'],
    ['an unknown at the threshold', report([unknown]), rule, 'incomplete'],
    ['an unknown below it', report([{ ...unknown, severity: 'low' }]), rule, 'clean'],
    ['an account that was not read', report([], denied), rule, 'incomplete'],
    ['the same, allowed', report([unknown], denied), { ...rule, allowIncomplete: true }, 'clean'],
    ['a finding besides what was not read', report([violating], denied), rule, 'findings'],
    ['an interruption', report([violating], { interrupted: true }), rule, 'interrupted'],
  ]
  it.each(cases)('of %s', (_name, scanned, failure, exit) => {
    expect(exitOfScan(scanned, failure)).toBe(exit)
  })
})
