import { describe, expect, it } from 'vitest'
import { fakeResource, fakeType } from '../../test/support/fake-estate.js'
import type { Partition, Unread } from '../core/resource.js'
import { LinkIndex, linkCatalogOf } from './links.js'

const group = fakeType('x.group', {
  links: { instances: { title: 'Instances', type: 'x.instance', inverse: 'groups' } },
})
const instance = fakeType('x.instance', {
  links: { groups: { title: 'Groups', type: 'x.group', path: 'Network[].Groups[].Id' } },
})
const denied: Unread = { reason: 'access-denied', message: 'no' }
const member = fakeResource('x.instance', 'i', { Network: [{ Groups: [{ Id: 'a' }, { Id: 'b' }] }, { Groups: null }] })

function indexOf(
  resources: readonly ReturnType<typeof fakeResource>[],
  listings: readonly (Partition & { readonly unread?: Unread })[],
): LinkIndex {
  const index = new LinkIndex(linkCatalogOf([group, instance]), (account, type) =>
    listings.filter((listing) => listing.account === account && listing.type === type),
  )
  for (const resource of resources) index.add(resource)
  return index
}

const listed = (type: string, unread?: Unread): Partition & { readonly unread?: Unread } => ({
  type,
  account: '1',
  region: 'r1',
  ...(unread ? { unread } : {}),
})
const a = fakeResource('x.group', 'a')
const b = fakeResource('x.group', 'b')

describe('links', () => {
  it('lead to the resources that a path names', () => {
    expect(indexOf([a, b], [listed('x.group')]).follow(member, 'groups')).toEqual([a, b])
  })

  it('prefer the region of the resource', () => {
    const elsewhere = fakeResource('x.group', 'a', {}, { region: 'r2' })
    expect(indexOf([elsewhere, a], [listed('x.group')]).follow(member, 'groups')).toEqual([a])
    expect(indexOf([elsewhere], [listed('x.group')]).follow(member, 'groups')).toEqual([elsewhere])
  })

  it('never lead to another account', () => {
    const foreign = fakeResource('x.group', 'a', {}, { account: '2' })
    expect(indexOf([foreign], [listed('x.group')]).follow(member, 'groups')).toEqual([])
  })

  it('take ids that the reader found before those at the path', () => {
    const known = { ...member, links: { groups: ['b'] } }
    expect(indexOf([a, b], [listed('x.group')]).follow(known, 'groups')).toEqual([b])
  })

  it('are followed backwards', () => {
    const index = indexOf([member], [listed('x.instance')])
    expect(index.follow(a, 'instances')).toEqual([member])
    expect(index.follow(fakeResource('x.group', 'c'), 'instances')).toEqual([])
  })

  it('are unknown where the other type was not read, or not wholly', () => {
    expect(indexOf([], []).follow(member, 'groups')).toMatchObject({ reason: 'not-read' })
    expect(indexOf([a], [listed('x.group', denied)]).follow(member, 'groups')).toBe(denied)
    expect(indexOf([a, b], [listed('x.group', denied)]).follow(member, 'groups')).toEqual([a, b])
    expect(indexOf([member], [listed('x.instance', denied)]).follow(a, 'instances')).toBe(denied)
  })

  it('are unknown where the ids themselves could not be read', () => {
    const unread = { Network: denied }
    expect(indexOf([a], [listed('x.group')]).follow({ ...member, unread }, 'groups')).toBe(denied)
    expect(indexOf([a], [listed('x.group')]).follow({ ...member, unread: { 'links.groups': denied } }, 'groups')).toBe(
      denied,
    )
  })

  it('are unknown where the reader could not read what the ids are made of', () => {
    const byArn = { title: 'Groups', type: 'x.group', path: 'Network.Arn', idOf: (arn: string) => arn.slice(4) }
    const arns = fakeType('x.instance', { links: { groups: byArn } })
    const index = new LinkIndex(linkCatalogOf([group, arns]), (account, type) => [{ account, type, region: 'r1' }])
    index.add(a)
    const silent = { ...member, links: { groups: [] } }
    expect(index.follow(silent, 'groups')).toEqual([])
    expect(index.follow({ ...silent, unread: { Network: denied } }, 'groups')).toBe(denied)
    expect(index.follow({ ...member, links: { groups: ['a'] }, unread: { Network: denied } }, 'groups')).toEqual([a])
  })

  it('are unknown backwards where some resource does not tell its own', () => {
    const mute = fakeResource('x.instance', 'mute', {}, { unread: { Network: denied } })
    expect(indexOf([member, mute], [listed('x.instance')]).follow(a, 'instances')).toBe(denied)
  })
})
