import { describe, expect, it } from 'vitest'
import { compiledPolicy, exemption } from '../../test/support/compiled-policy.js'
import { fakeType } from '../../test/support/fake-estate.js'
import { partsUsed, partsWorded } from './parts-used.js'

const type = fakeType('x.machine', {
  links: { groups: { title: 'Groups', type: 'x.group', path: 'Network.Groups[].Id' } },
})

function used(violates: string): readonly (readonly (string | null)[])[] {
  return partsUsed(compiledPolicy({ id: 'p', type, violates }))
}

describe('the parts that a condition uses', () => {
  it('are the members at the ends of its paths', () => {
    expect(used("resource.State.Name == 'x' && has(resource.Ip) && resource['A b'].c == 1")).toEqual([
      ['A b', 'c'],
      ['Ip'],
      ['State', 'Name'],
    ])
  })

  it('go through macros to members of elements', () => {
    expect(used("resource.A.exists(a, a.B.all(b, b.Port == 1 && a.Name != 'x'))")).toEqual([
      ['A', null, 'B', null, 'Port'],
      ['A', null, 'Name'],
    ])
  })

  it('are whole elements where an element is used as it is, or not at all', () => {
    expect(used("resource.A.exists(a, a == 'x')")).toEqual([['A', null]])
    expect(used('resource.A.exists(a, true)')).toEqual([['A', null]])
  })

  it('go through filtered lists, of which whole elements count where the list is used', () => {
    expect(used('resource.A.filter(a, a.On).exists(b, b.Port == 1)')).toEqual([
      ['A', null, 'On'],
      ['A', null, 'Port'],
    ])
    expect(used('size(resource.A.filter(a, a.On)) > 1')).toEqual([['A']])
  })

  it('are whole values where they are indexed by what is computed, called upon or compared', () => {
    expect(used("resource.A[resource.B].c == 1 && size(resource.C) > 1 && resource.D == {'x': 1}")).toEqual([
      ['A'],
      ['B'],
      ['C'],
      ['D'],
    ])
    expect(used('(true ? resource.A : resource.B).c == 1')).toEqual([['A'], ['B']])
  })

  it('go through names that a block binds', () => {
    const policy = compiledPolicy({ id: 'p', type, violates: 'resource.A.exists(a, a.B == 1)' })
    const { root } = policy.violates
    if (root.kind !== 'comprehension') throw new Error('a macro is a comprehension')
    const { type: valueType, range, operand: value, body, variable: name } = root
    const block = { ...policy.violates, root: { kind: 'let', type: valueType, range, name, value, body } as const }
    expect(partsUsed({ ...policy, violates: block })).toEqual([['A', 'B']])
  })

  it('are the whole document where any property may matter', () => {
    expect(used('size(resource) > 1 && resource.A == 1')).toEqual([[]])
    expect(used("resource.exists(key, key == 'A')")).not.toEqual([])
  })

  it('hold what links are made of, whole', () => {
    expect(used('resource.Network.On && isEmpty(links.groups)')).toEqual([['Network']])
  })
})

describe('the parts that the words of a violation use', () => {
  it('are those of its message and of the exemptions that may match', () => {
    const policy = compiledPolicy({ id: 'p', type, violates: 'true', message: '{{ resource.Ip }} of {{ name }}' })
    const agreed = exemption({ id: 'e', policies: ['p'], expires: '2030-01-01', match: "resource.Zone == 'a'", type })
    expect(partsWorded(policy, [])).toEqual([['Ip']])
    expect(partsWorded(policy, [agreed])).toEqual([['Ip'], ['Zone']])
  })

  it('are the whole document where links are followed', () => {
    const policy = compiledPolicy({ id: 'p', type, violates: 'true', message: '{{ size(links.groups) }}' })
    expect(partsWorded(policy, [])).toEqual([[]])
  })
})
