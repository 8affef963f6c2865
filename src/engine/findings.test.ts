import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiledPolicy } from '../../test/support/compiled-policy.js'
import { fakeType } from '../../test/support/fake-estate.js'
import type { FindingDraft } from './finding-draft.js'
import { completeFinding, sortFindings } from './findings.js'

const policy = compiledPolicy({ id: 'x/one', type: fakeType('x.disk'), violates: 'resource.Open' })
const context = { now: new Date('2026-08-01T00:00:00Z'), exemptions: new Map(), baseline: new Set<string>() }
const place = fc.record({ account: fc.string(), region: fc.string(), id: fc.string() })

function draft(resource: { readonly account: string; readonly region: string; readonly id: string }): FindingDraft {
  return {
    verdict: 'violating',
    resource: { type: 'x.disk', name: '', tags: {}, ...resource },
    environment: null,
    message: '',
    exemptions: [],
  }
}

describe('the identity of a finding', () => {
  it('stays the same over any number of renames of its policy', () => {
    fc.assert(
      fc.property(place, fc.array(fc.string(), { minLength: 1 }), (resource, names) => {
        const renamed = { ...policy, id: names.at(-1) ?? '', formerly: [policy.id, ...names.slice(0, -1)] }
        const ids = [policy, renamed].map((one) => completeFinding(one, draft(resource), context).id)
        expect(ids[0]).toBe(ids[1])
      }),
    )
  })

  it('depends on where the resource is and on nothing else of it', () => {
    fc.assert(
      fc.property(place, place, fc.string(), (left, right, name) => {
        const other = draft(right)
        const changed = { ...other, message: name, resource: { ...other.resource, name, tags: { name } } }
        const same = left.account === right.account && left.region === right.region && left.id === right.id
        const [one, two] = [completeFinding(policy, draft(left), context), completeFinding(policy, changed, context)]
        expect(one.id === two.id).toBe(same)
      }),
    )
  })
})

describe('findings', () => {
  it('stand worst first, then by policy and resource', () => {
    const low = { ...policy, id: 'a', severity: 'low' as const }
    const ids = [
      completeFinding(low, draft({ account: '1', region: 'r', id: 'a' }), context),
      completeFinding(policy, draft({ account: '1', region: 'r', id: 'b' }), context),
      completeFinding(policy, draft({ account: '1', region: 'r', id: 'a' }), context),
    ]
    expect(sortFindings(ids).map(({ policy: id, resource }) => `${id} ${resource.id}`)).toEqual([
      'x/one a',
      'x/one b',
      'a a',
    ])
  })
})
