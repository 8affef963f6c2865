import { describe, expect, it } from 'vitest'
import { machine, playbook } from '../../../test/support/fake-plan.js'
import { changesBetween } from './document-changes.js'
import { runParameters } from './parameters.js'
import { parsePlan } from './plan-hash.js'
import { isWithinWindows } from './windows.js'

describe('changes between two states', () => {
  it('are told by path', () => {
    const before = machine('a', { Rules: [{ Port: 22 }, { Port: 80 }], Tags: [{ Key: 'a' }], Gone: 1, 'odd key': 1 })
    const after = machine('a', { Rules: [{ Port: 22 }, { Port: 443 }], Tags: [], New: { X: null }, 'odd key': 2 })
    expect(changesBetween(before, after)).toEqual([
      { path: 'Gone', before: 1 },
      { path: 'New', after: { X: null } },
      { path: 'Rules[]', before: { Port: 80 } },
      { path: 'Rules[]', after: { Port: 443 } },
      { path: 'Tags', before: [{ Key: 'a' }], after: [] },
      { path: '["odd key"]', before: 1, after: 2 },
    ])
  })

  it('are those of tags where the document does not show them', () => {
    const tagged = machine('a', {}, { tags: { owner: 'ada' } })
    expect(changesBetween(machine('a'), tagged)).toEqual([{ path: 'tags.owner', after: 'ada' }])
  })
})

describe('parameters of a run', () => {
  const wanted = playbook('p', [], {
    params: {
      keep: { type: 'integer', title: 'Days', default: 7, extend: { kind: 'range', minimum: 1, maximum: 30 } },
      size: { type: 'string', title: 'Size', default: 's', extend: { kind: 'choice', values: ['s', 'm'] } },
      fixed: { type: 'string', title: 'Fixed', default: 'x' },
    },
  })

  it('are the defaults, and what is given inside the bounds', () => {
    const { value, diagnostics } = runParameters(wanted, { keep: 14, fixed: 'x' })
    expect(value).toEqual({ params: { keep: 14, size: 's', fixed: 'x' }, changed: ['keep'] })
    expect(diagnostics).toEqual([])
  })

  it.each([
    [{ keep: 31 }, 'parameter-outside-bound', 'from 1 to 30'],
    [{ size: 'xl' }, 'parameter-outside-bound', 'one of'],
    [{ fixed: 'y' }, 'parameter-outside-bound', 'it is fixed'],
    [{ kept: 1 }, 'undeclared-parameter', 'kept'],
  ])('are refused as %o', (given, code, text) => {
    const [diagnostic] = runParameters(wanted, given).diagnostics
    expect(diagnostic).toMatchObject({ code, message: expect.stringContaining(text) })
  })
})

describe('windows', () => {
  const nightly = { days: ['mon', 'Tuesday'], from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' }

  it.each([
    ['2026-11-24T21:30:00Z', true],
    ['2026-11-24T20:30:00Z', false],
    ['2026-11-25T04:30:00Z', true],
    ['2026-11-25T21:30:00Z', false],
  ])('at %s: %s', (instant, expected) => {
    expect(isWithinWindows([[nightly]], new Date(instant))).toBe(expected)
    expect(isWithinWindows([[nightly], []], new Date(instant))).toBe(expected)
  })

  it('in an unknown time zone never hold', () => {
    expect(isWithinWindows([[{ ...nightly, timeZone: 'Mars/Olympus' }]], new Date('2026-11-24T21:30:00Z'))).toBe(false)
  })
})

describe('what is no plan', () => {
  it.each(['{', '[]', '{"version":2}', '{"version":1}'])('is refused: %s', (text) => {
    expect(parsePlan(text).diagnostics.map(({ code }) => code)).toEqual(['plan-unreadable'])
  })
})
