import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiledPolicy } from '../../test/support/compiled-policy.js'
import { fakeResource, fakeType } from '../../test/support/fake-estate.js'
import type { Finding } from '../core/finding.js'
import type { CompiledPolicy } from '../core/policy.js'
import type { Resource } from '../core/resource.js'
import { draftFinding } from './finding-draft.js'
import { completeFinding, sortFindings } from './findings.js'
import { compilePolicies } from './policy-program.js'

const type = fakeType('x.disk')
const policy = compiledPolicy({ id: 'x/one', type, violates: 'resource.Open' })
const context = { now: new Date('2026-08-01T00:00:00Z'), exemptions: new Map(), baseline: new Set<string>() }
const place = fc.record({ account: fc.string(), region: fc.string(), id: fc.string() })

interface Place {
  readonly account: string
  readonly region: string
  readonly id: string
}

function findingAt(of: CompiledPolicy, where: Place, more: Partial<Resource> = {}): Finding {
  const resource = fakeResource('x.disk', where.id, { Open: true }, { ...where, ...more })
  const [program] = compilePolicies([of])
  if (!program) throw new Error('one policy is one program')
  const scope = { resource, environment: null, params: {}, now: context.now, linked: () => [] }
  return completeFinding(of, draftFinding(program, { verdict: 'violating' }, scope), context)
}

describe('the identity of a finding', () => {
  it('stays the same over any number of renames of its policy', () => {
    fc.assert(
      fc.property(place, fc.array(fc.string(), { minLength: 1 }), (where, names) => {
        const renamed = { ...policy, id: names.at(-1) ?? '', formerly: [policy.id, ...names.slice(0, -1)] }
        expect(findingAt(renamed, where).id).toBe(findingAt(policy, where).id)
      }),
    )
  })

  it('depends on where the resource is and on nothing else of it', () => {
    fc.assert(
      fc.property(place, place, fc.string(), (left, right, name) => {
        const same = left.account === right.account && left.region === right.region && left.id === right.id
        const other = findingAt({ ...policy, message: [name] }, right, { name, tags: { name } })
        expect(findingAt(policy, left).id === other.id).toBe(same)
      }),
    )
  })
})

describe('findings', () => {
  it('stand worst first, then by policy and resource', () => {
    const low = { ...policy, id: 'a', severity: 'low' as const }
    const ids = [
      findingAt(low, { account: '1', region: 'r', id: 'a' }),
      findingAt(policy, { account: '1', region: 'r', id: 'b' }),
      findingAt(policy, { account: '1', region: 'r', id: 'a' }),
    ]
    expect(sortFindings(ids).map(({ policy: id, resource }) => `${id} ${resource.id}`)).toEqual([
      'x/one a',
      'x/one b',
      'a a',
    ])
  })
})
