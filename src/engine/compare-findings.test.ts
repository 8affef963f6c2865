import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../core/finding.js'
import type { Unread } from '../core/resource.js'
import { compareFindings, type Sight } from './compare-findings.js'

const unread: Unread = { reason: 'access-denied', message: 'no' }
const seen = (): Sight => ({ kind: 'seen' })
const dayOne = '2026-08-01T00:00:00.000Z'
const dayTwo = '2026-08-02T00:00:00.000Z'

function finding(id: string, more: Partial<Finding> = {}): Finding {
  return {
    id,
    verdict: 'violating',
    policy: 'p',
    title: 'p',
    severity: 'high',
    pillar: 'security',
    frameworks: {},
    resource: { type: 't', id, name: id, account: '1', region: 'r1', tags: {} },
    message: id,
    remediation: {},
    change: 'new',
    firstSeen: dayTwo,
    ...more,
  }
}

const findings = fc.uniqueArray(
  fc.record({ id: fc.string({ maxLength: 3 }), verdict: fc.constantFrom('violating' as const, 'unknown' as const) }),
  { selector: ({ id }) => id, maxLength: 20 },
)
const findingsOf = (parts: readonly Pick<Finding, 'id' | 'verdict'>[]): Finding[] =>
  parts.map(({ id, verdict }) => finding(id, { verdict }))

describe('comparing scans', () => {
  it('calls everything unchanged when nothing changed', () => {
    fc.assert(
      fc.property(findings, (parts) => {
        const first = compareFindings(findingsOf(parts), [], seen)
        const second = compareFindings(findingsOf(parts), first.findings, seen)
        expect(second.resolved).toEqual([])
        expect(second.findings.every(({ change }) => change === 'unchanged')).toBe(true)
      }),
    )
  })

  it('does not depend on the order of either scan', () => {
    fc.assert(
      fc.property(findings, findings, fc.nat(), (before, after, turn) => {
        const rotated = <T>(list: readonly T[]): T[] => [...list.slice(turn % 5), ...list.slice(0, turn % 5)]
        const byId = (list: readonly Finding[]): Finding[] => [...list].sort((a, b) => (a.id < b.id ? -1 : 1))
        const straight = compareFindings(findingsOf(after), findingsOf(before), seen)
        const turned = compareFindings(rotated(findingsOf(after)), rotated(findingsOf(before)), seen)
        expect(byId(turned.findings)).toEqual(byId(straight.findings))
        expect(byId(turned.resolved)).toEqual(byId(straight.resolved))
      }),
    )
  })

  it('accounts for every earlier finding: it is still there, resolved, carried on or out of scope', () => {
    const sights = fc.constantFrom<Sight>({ kind: 'seen' }, { kind: 'unread', unread }, { kind: 'out-of-scope' })
    fc.assert(
      fc.property(findings, findings, sights, (before, after, sight) => {
        const { findings: now, resolved } = compareFindings(findingsOf(after), findingsOf(before), () => sight)
        const missing = before.filter(({ id }) => !after.some((other) => other.id === id)).map(({ id }) => id)
        expect(resolved.map(({ id }) => id).sort()).toEqual(sight.kind === 'seen' ? missing.sort() : [])
        expect(now.length - after.length).toBe(sight.kind === 'unread' ? missing.length : 0)
      }),
    )
  })

  it('keeps when a finding was first seen', () => {
    const { findings: now } = compareFindings([finding('a')], [finding('a', { firstSeen: dayOne })], seen)
    expect(now[0]).toMatchObject({ change: 'unchanged', firstSeen: dayOne })
  })

  it('carries on what could not be looked at as newly unknown, and takes it up again as unchanged', () => {
    const before = [finding('a', { firstSeen: dayOne })]
    const away = compareFindings([], before, () => ({ kind: 'unread', unread }))
    expect(away.resolved).toEqual([])
    expect(away.findings).toMatchObject([
      { id: 'a', verdict: 'unknown', unknown: unread, change: 'newly-unknown', firstSeen: dayOne },
    ])
    const stillAway = compareFindings([], away.findings, () => ({ kind: 'unread', unread }))
    expect(stillAway.findings).toMatchObject([{ change: 'unchanged', lastKnown: 'violating' }])
    const back = compareFindings([finding('a')], stillAway.findings, seen)
    expect(back.findings).toMatchObject([{ verdict: 'violating', change: 'unchanged', firstSeen: dayOne }])
    expect(back.findings[0]).not.toHaveProperty('lastKnown')
  })

  it('calls a violation new where only doubt was known before', () => {
    const doubt = compareFindings([finding('a', { verdict: 'unknown' })], [], seen)
    const { findings: now } = compareFindings([finding('a')], doubt.findings, seen)
    expect(now[0]?.change).toBe('new')
  })

  it('says nothing of what the scan was not about', () => {
    expect(compareFindings([], [finding('a')], () => ({ kind: 'out-of-scope' }))).toEqual({
      findings: [],
      resolved: [],
    })
  })
})
