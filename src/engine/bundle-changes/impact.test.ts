import { expect, it } from 'vitest'
import type { Finding } from '../../core/finding.js'
import { impactsOf } from './impact.js'

function finding(id: string, verdict: Finding['verdict'], exemption?: string): Finding {
  const dated = { id: exemption ?? '', reason: 'r', owner: 'o', expires: '2030-01-01' }
  return {
    ...{ id, verdict, policy: 'p', title: 't', severity: 'low', pillar: 'security', frameworks: {} },
    resource: { type: 't', id, name: id, account: 'a', region: 'r', tags: {} },
    ...{ message: '', remediation: {}, change: 'new', firstSeen: '2026-01-01' },
    ...(exemption === undefined ? {} : { exemption: dated }),
  } as Finding
}

it('tells what a policy finds newly and no longer, and which exemptions it no longer needs', () => {
  const before = [finding('stays', 'violating'), finding('mends', 'violating', 'e1'), finding('blurs', 'violating')]
  const after = [finding('stays', 'violating'), finding('breaks', 'violating'), finding('blurs', 'unknown')]
  const [impact] = impactsOf({ findings: before }, { findings: after }, ['p'])
  const ids = (resources: readonly { readonly id: string }[] = []) => resources.map(({ id }) => id)
  expect(ids(impact?.newlyViolating)).toEqual(['breaks'])
  expect(ids(impact?.newlyCompliant)).toEqual(['mends'])
  expect(ids(impact?.newlyUnknown)).toEqual(['blurs'])
  expect(impact?.uselessExemptions).toEqual(['e1'])
})
