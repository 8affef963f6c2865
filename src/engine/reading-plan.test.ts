import { describe, expect, it } from 'vitest'
import { compiledPolicy } from '../../test/support/compiled-policy.js'
import { fakeType } from '../../test/support/fake-estate.js'
import { catalogOf } from '../core/resource-type.js'
import { readingPlan } from './reading-plan.js'

const aspect = (property: string) => ({ title: property, properties: [property], permissions: [] })
const group = fakeType('x.group', {
  aspects: { acl: aspect('Acl'), policy: aspect('Policy') },
  links: { machines: { title: 'Machines', type: 'x.machine', inverse: 'groups' } },
})
const machine = fakeType('x.machine', {
  aspects: { network: aspect('Network'), logs: aspect('Logs') },
  links: { groups: { title: 'Groups', type: 'x.group', path: 'Network.Groups[].Id' } },
})

function aspectsRead(type: typeof group, violates: string): Record<string, readonly string[]> {
  const plan = readingPlan([compiledPolicy({ id: 'p', type, violates })], catalogOf([group, machine]))
  return Object.fromEntries([...plan].map(([name, { aspects }]) => [name, aspects]))
}

describe('the plan of what to read', () => {
  it('holds the aspects that conditions use of linked resources, and that which names them', () => {
    expect(aspectsRead(machine, 'links.groups.exists(g, g.Policy == null)')).toEqual({
      'x.machine': ['network'],
      'x.group': ['policy'],
    })
  })

  it('holds the aspect of the other side that leads here', () => {
    expect(aspectsRead(group, 'isEmpty(links.machines)')).toEqual({ 'x.group': [], 'x.machine': ['network'] })
  })

  it('holds all aspects where linked resources are used as a whole', () => {
    expect(aspectsRead(machine, 'links.groups.exists(g, isEmpty(g))')['x.group']).toEqual(['acl', 'policy'])
  })

  it('holds the parts of properties that verdicts and messages are made of, where there are verdicts', () => {
    const violates = "resource.Network.Zone == 'a' && links.groups.exists(g, g.Policy == null)"
    const policies = [
      compiledPolicy({ id: 'p', type: machine, violates: 'resource.State.On', message: '{{ resource.Ip }}' }),
      compiledPolicy({ id: 'q', type: machine, violates }),
    ]
    const plan = readingPlan(policies, catalogOf([group, machine]))
    expect(plan.get('x.machine')?.parts).toEqual([['Ip'], ['Network'], ['State', 'On']])
    expect(plan.get('x.group')).not.toHaveProperty('parts')
  })

  it('holds each window of a metric once, whatever policies ask for it', () => {
    const policies = ['2h', '7d', '2h'].map((window, index) => {
      const policy = compiledPolicy({ id: `p${index}`, type: machine, violates: 'true' })
      return { ...policy, requires: { ...policy.requires, metrics: [{ metric: 'cpu', statistic: 'max', window }] } }
    })
    const plan = readingPlan(policies, catalogOf([group, machine]))
    expect(plan.get('x.machine')?.metrics.map(({ window }) => window)).toEqual(['2h', '7d'])
  })
})
