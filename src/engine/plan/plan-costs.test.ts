import { describe, expect, it } from 'vitest'
import { copy, machine, order, playbook, priceSheet, request, setSize, step } from '../../../test/support/fake-plan.js'
import type { Operation } from '../../core/operation.js'
import type { PriceSheet } from '../../core/price-sheet.js'
import { buildPlan } from './build-plan.js'

const stop = playbook('a-stop', [step('set-state', { params: { to: 'stopped' } })])
const shrink = playbook('b-shrink', [step('set-size', { params: { to: 's' } })])
const prices = priceSheet({ 'x.machine.running/l': '0.2', 'x.machine.running/s': '0.05' })

function planned(orders: readonly ReturnType<typeof order>[], priceSheets: readonly PriceSheet[], ids = ['m']) {
  const machines = ids.map((id) => machine(id, { Size: 'l' }))
  const { plan } = buildPlan(request(orders, machines, { priceSheets }))
  if (!plan) throw new Error('there is a plan')
  return plan
}

describe('the costs of a plan', () => {
  it('are summed over targets, exactly', () => {
    const plan = planned([order(shrink)], [prices], ['a', 'b', 'c'])
    expect(plan.targets.map(({ cost }) => cost?.change)).toEqual(['-109.5', '-109.5', '-109.5'])
    expect(plan.cost).toEqual({ monthlyChange: [{ currency: 'EUR', amount: '-328.5' }], unknown: 0 })
  })

  it('go from the first state of a target to its last, whatever lies between', () => {
    const plan = planned([order(stop), order(shrink)], [prices])
    expect(plan.targets[0]?.steps.map(({ operation }) => operation)).toEqual([
      'x.machine.set-state',
      'x.machine.set-size',
    ])
    expect(plan.targets[0]?.cost).toEqual({ currency: 'EUR', before: '146', after: '0', change: '-146' })
    expect(plan.cost?.monthlyChange).toEqual([{ currency: 'EUR', amount: '-146' }])
  })

  it('are not known where something created has none, and are not counted as nothing', () => {
    const plan = planned([order(playbook('copy', [step(copy.verb)]))], [prices])
    expect(plan.targets[0]?.cost).toMatchObject({ unknown: ['what x.disk is billed by is not declared'] })
    expect(plan.targets[0]?.cost?.change).toBeUndefined()
    expect(plan.cost).toEqual({ monthlyChange: [], unknown: 1 })
  })

  it('are not known where an operation changes the bill unseen, with what it says of its parameters', () => {
    const paid: Operation = { ...setSize, unseenCost: ({ to }) => (to === 's' ? 'a move is billed' : undefined) }
    const withPaid = { priceSheets: [prices], operations: new Map([[paid.name, paid]]) }
    const { plan } = buildPlan(request([order(shrink)], [machine('m', { Size: 'l' })], withPaid))
    expect(plan?.targets[0]?.cost).toEqual({ currency: 'EUR', before: '146', unknown: ['a move is billed'] })
    expect(plan?.cost).toEqual({ monthlyChange: [], unknown: 1 })
  })

  it('are part of the hash', () => {
    const dearer = priceSheet({ ...prices.prices, 'x.machine.running/l': '0.3' })
    expect(planned([order(shrink)], [prices]).hash).not.toBe(planned([order(shrink)], [dearer]).hash)
  })
})
