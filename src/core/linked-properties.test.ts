import { describe, expect, it } from 'vitest'
import { compiledPolicy } from '../../test/support/compiled-policy.js'
import { fakeType } from '../../test/support/fake-estate.js'

const machine = fakeType('x.machine', { links: { disks: { title: 'Disks', type: 'x.disk', path: 'Disks[]' } } })

function usedBy(violates: string): unknown {
  return compiledPolicy({ id: 'p', type: machine, violates }).requires.linkedProperties
}

describe('what a condition uses of linked documents', () => {
  it.each([
    ["links.disks.exists(d, d.Name == 'a' && has(d.Acl))", ['Acl', 'Name']],
    ["links.disks.filter(d, d['Open']).size() > 0", ['Open']],
    ['first(links.disks).Name == links.disks[0].Size', ['Name', 'Size']],
    ["links.disks.map(d, d.Name).exists(d, d == 'a')", ['Name']],
    ['links.disks.filter(d, d.A == 1).exists(d, d.B.C == 1)', ['A', 'B']],
    ['links.disks.exists(d, (d.A == 1 ? d : first(links.disks)).B)', ['A', 'B']],
    ['links.disks.exists(d, resource.Grants.exists(d, d.Permission == 1))', []],
    ['isEmpty(links.disks)', []],
  ])('is told by names: %s', (condition, disks) => {
    expect(usedBy(condition)).toEqual({ disks })
  })

  it.each([
    'links.disks.exists(d, d == links.disks[0])',
    'links.disks.exists(d, d[tags.key] == 1)',
    'links.disks.exists(d, isEmpty(d))',
    'links.disks.map(d, d).exists(d, d.Name == 1)',
    'distinct(links.disks).size() > 1',
    'resource.Disk in links.disks',
  ])('may be anything: %s', (condition) => {
    expect(usedBy(condition)).toEqual({})
  })

  it('is nothing without links', () => {
    expect(usedBy('resource.Name == null')).toEqual({})
  })
})
