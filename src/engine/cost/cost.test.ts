import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeAccount, fakeResource, fakeType } from '../../../test/support/fake-estate.js'
import { disk, machine, priceSheet, types } from '../../../test/support/fake-plan.js'
import type { Charge } from '../../core/billing.js'
import { decimalText, minus, parseDecimal } from '../../core/decimal.js'
import type { PriceSheet } from '../../core/price-sheet.js'
import type { Resource } from '../../core/resource.js'
import { type CostContext, costChange, type MonthlyCost, monthlyCost, PriceBook } from './index.js'

const boxType = fakeType('x.box', {
  billing: {
    documentation: [],
    meters: { room: { title: 'Room', unit: 'GiB', per: 'month', parts: [] } },
    properties: ['Gibibytes', 'Secret'],
    charges: ({ Gibibytes, Secret }) =>
      Secret === true
        ? { unknown: 'it is secret' }
        : { charges: [{ meter: 'room', parts: [], quantity: String(Gibibytes) }] },
  },
})

function contextOf(...sheets: readonly PriceSheet[]): CostContext {
  const accounts = [fakeAccount('1'), fakeAccount('2')]
  return {
    types: new Map([...types, [boxType.name, boxType]]),
    prices: new PriceBook({ sheets, accounts, now: new Date('2026-11-24T10:00:00Z') }),
  }
}

function box(gibibytes: number, more: Partial<Resource> = {}): Resource {
  return fakeResource('x.box', 'b', { Gibibytes: gibibytes }, more)
}

function textOf(cost: MonthlyCost): string {
  return 'unknown' in cost
    ? `unknown: ${cost.unknown.join('; ')}`
    : `${decimalText(cost.amount)} ${cost.currency ?? '-'}`
}

const sheet = priceSheet({ 'x.machine.running/any': '0.0208', 'x.box.room': '0.088' })

describe('the cost of a resource', () => {
  it.each<[string, Resource, string]>([
    ['of 730 hours', machine('m'), '15.184 EUR'],
    ['of a month by quantity', box(100), '8.8 EUR'],
    ['of nothing charged has no currency', machine('m', { State: 'stopped' }), '0 -'],
    ['without a price', machine('m', { Size: 'xl' }), 'unknown: no price sheet in force has x.machine.running/xl'],
    ['of an undeclared type', disk('d', 'm'), 'unknown: what x.disk is billed by is not declared'],
    [
      'with a part unread',
      machine('m', {}, { unread: { Size: { reason: 'access-denied', message: 'no' } } }),
      'unknown: Size of x.machine could not be read: no',
    ],
    ['that the type cannot tell', fakeResource('x.box', 'b', { Secret: true }), 'unknown: x.box: it is secret'],
  ])('%s', (_, resource, expected) => {
    expect(textOf(monthlyCost(resource, contextOf(sheet)))).toBe(expected)
  })

  it('is a function of the declared properties alone', () => {
    const seen: unknown[] = []
    const charges = (document: unknown) => {
      seen.push(document)
      return { charges: [] }
    }
    const type = fakeType('x.box', { billing: { documentation: [], meters: {}, properties: ['Gibibytes'], charges } })
    monthlyCost(box(1, { properties: { Gibibytes: 1, Name: 'b' } }), {
      ...contextOf(),
      types: new Map([['x.box', type]]),
    })
    expect(seen).toEqual([{ Gibibytes: 1 }])
  })
})

describe('the price', () => {
  const room = (price: string, id: string, more: Partial<PriceSheet> = {}) =>
    priceSheet({ 'x.box.room': price }, { id, ...more })
  const everywhere = room('1', 'everywhere')

  it.each<[string, readonly PriceSheet[], Partial<Resource>, string]>([
    [
      'is that of the account, by name or id',
      [everywhere, room('2', 'two', { accounts: ['account-2'] })],
      { account: '2' },
      '2 EUR',
    ],
    ['is the general one elsewhere', [everywhere, room('2', 'two', { accounts: ['2'] })], { account: '1' }, '1 EUR'],
    ['is that of the region', [room('3', 'r', { regions: ['r*'] }), everywhere], { region: 'r1' }, '3 EUR'],
    [
      'goes by account before region',
      [room('3', 'r', { regions: ['r1'] }), room('4', 'a', { accounts: ['*'] })],
      {},
      '4 EUR',
    ],
    ['holds on its last day', [room('1', 'old', { until: '2026-11-24' })], {}, '1 EUR'],
    [
      'does not hold after it',
      [room('1', 'old', { until: '2026-11-23' })],
      {},
      'unknown: no price sheet in force has x.box.room',
    ],
    [
      'does not hold before its first day',
      [room('1', 'n', { from: '2026-11-25' })],
      {},
      'unknown: no price sheet in force has x.box.room',
    ],
    [
      'is not guessed between two',
      [everywhere, room('2', 'other')],
      {},
      'unknown: everywhere and other both have x.box.room',
    ],
    ['may be nothing when that is said', [room('0', 'free')], {}, '0 EUR'],
  ])('%s', (_, sheets, more, expected) => {
    expect(textOf(monthlyCost(box(1, more), contextOf(...sheets)))).toBe(expected)
  })
})

describe('a change of cost', () => {
  const context = contextOf(sheet)

  it('counts what is created and what goes', () => {
    const movements = [
      { before: machine('m'), after: undefined },
      { before: undefined, after: box(10) },
    ]
    expect(costChange(movements, context)).toEqual({
      currency: 'EUR',
      before: '15.184',
      after: '0.88',
      change: '-14.304',
    })
  })

  it('is nothing where what is billed stays the same, also without a price', () => {
    const [before, after] = [machine('m', { Size: 'xl', Note: 1 }), machine('m', { Size: 'xl', Note: 2 })]
    expect(costChange([{ before, after }], context)).toEqual({
      change: '0',
      unknown: ['no price sheet in force has x.machine.running/xl'],
    })
  })

  it('is not known as soon as a part is not', () => {
    const movements = [
      { before: machine('m'), after: machine('m', { State: 'stopped' }) },
      { before: undefined, after: disk('d', 'm') },
    ]
    expect(costChange(movements, context)).toEqual({
      currency: 'EUR',
      before: '15.184',
      unknown: ['what x.disk is billed by is not declared'],
    })
  })

  it('is not known where the bill changes besides, whatever the documents say', () => {
    const machineAsItIs = machine('m')
    const cost = costChange([{ before: machineAsItIs, after: machineAsItIs }], context, ['backups are billed'])
    expect(cost).toEqual({ currency: 'EUR', before: '15.184', unknown: ['backups are billed'] })
  })

  it('is not known over two currencies', () => {
    const dollars = priceSheet({ 'x.box.room': '1' }, { id: 'dollars', currency: 'USD' })
    const both = contextOf(priceSheet({ 'x.machine.running/any': '1' }), dollars)
    const cost = costChange([{ before: machine('m'), after: box(1) }], both)
    expect(cost).toEqual({ unknown: ['it is paid in several currencies: EUR, USD'] })
  })

  const states = fc.record({ gibibytes: fc.integer({ min: 0, max: 70_000 }) }).map(({ gibibytes }) => box(gibibytes))
  const amounts = fc.tuple(fc.nat(99_999), fc.nat(999_999)).map(([whole, part]) => `${whole}.${part}`)

  it('there and back is opposite, to the last digit', () => {
    fc.assert(
      fc.property(states, states, amounts, (before, after, price) => {
        const priced = contextOf(priceSheet({ 'x.box.room': price }))
        const [there, back] = [
          costChange([{ before, after }], priced),
          costChange([{ before: after, after: before }], priced),
        ]
        const [one, other] = [parseDecimal(there.change ?? ''), parseDecimal(back.change ?? '')]
        expect(one && other && one.digits).toBe(other && -other.digits)
      }),
    )
  })

  it('is the sum of the changes of its parts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(states, states), { maxLength: 6 }), amounts, (pairs, price) => {
        const priced = contextOf(priceSheet({ 'x.box.room': price }))
        const movements = pairs.map(([before, after]) => ({ before, after }))
        const rest = movements.reduce(
          (left, movement) => {
            const part = parseDecimal(costChange([movement], priced).change ?? '')
            if (!part) throw new Error('it is known')
            return minus(left, part)
          },
          parseDecimal(costChange(movements, priced).change ?? '') ?? { digits: 1n, scale: 0 },
        )
        expect(rest.digits).toBe(0n)
      }),
    )
  })

  it('refuses a charge for what the type does not declare, as a bug', () => {
    const charge: Charge = { meter: 'other', parts: [], quantity: '1' }
    const type = fakeType('x.box', {
      billing: { documentation: [], meters: {}, properties: [], charges: () => ({ charges: [charge] }) },
    })
    expect(() => monthlyCost(box(1), { ...context, types: new Map([['x.box', type]]) })).toThrow('does not declare')
  })
})
