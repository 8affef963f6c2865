import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  detach,
  disk,
  finding,
  machine,
  operations,
  order,
  playbook,
  policy,
  request,
  setSize,
  setState,
  step,
  types,
} from '../../../test/support/fake-plan.js'
import type { Operation, OperationParameters } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import { buildPlan } from './build-plan.js'
import { basisOf, fingerprintOf, movedPaths } from './fingerprint.js'
import { verifyPlan } from './plan-hash.js'
import { simulate } from './simulate.js'

const word = fc.stringMatching(/^[a-z]{1,4}$/)
const properties = fc.record({ State: word, Size: word, Other: fc.jsonValue({ maxDepth: 2 }) }, { requiredKeys: [] })
const machines = fc.uniqueArray(fc.record({ id: word, properties }), { selector: ({ id }) => id, maxLength: 8 })
const estates = machines.map((each) => each.map(({ id, properties: own }) => ({ ...machine(id), properties: own })))
const disks = fc.tuple(word, word).map(([id, owner]) => disk(id, owner))
const acts = fc.oneof(
  fc.tuple(
    fc.constantFrom(setState, setSize),
    estates.filter((all) => all.length > 0).map(([first]) => first as Resource),
  ),
  fc.tuple(fc.constant(detach), disks),
)

function stateAfter(operation: Operation, target: Resource, params: OperationParameters): Resource | undefined {
  const context = { now: new Date(0), newId: (kind: string) => kind, token: 'token' }
  const outcome = simulate({ operation, target, params, context, type: types.get(target.type) })
  return outcome.kind === 'changed' ? outcome.target : undefined
}

describe('for random estates and operations', () => {
  it('an effect and then its inverse give the original, links included', () => {
    fc.assert(
      fc.property(acts, word, ([operation, target], to) => {
        const original = structuredClone(target)
        const changed = stateAfter(operation, target, { to })
        fc.pre(changed !== undefined)
        const inverse = operation.inverse(target, { to })
        const undo = inverse && operations.get(inverse.operation)
        expect(undo && changed && stateAfter(undo, changed, inverse.params)).toEqual(original)
        expect(target).toEqual(original)
      }),
    )
  })

  it('the same input gives the same hash, whatever the order in which it comes', () => {
    const wanted = playbook('p', [
      step('set-state', { params: { to: 'off' } }),
      step('set-size', { params: { to: 'xs' } }),
    ])
    const policies = [policy('a', "resource.State == 'off'"), policy('b', "resource.Size != 'xs'")]
    fc.assert(
      fc.property(estates, fc.boolean(), (resources, byFindings) => {
        const orders = (own: readonly Resource[]) => [
          order(wanted, byFindings ? { findings: own.map((one) => finding('a', one)) } : {}),
        ]
        const one = buildPlan(request(orders(resources), resources, { policies }))
        const reversed = [...resources].reverse()
        const other = buildPlan(request(orders(reversed), reversed, { policies }))
        expect(other).toEqual(one)
      }),
    )
  })

  it('a plan is what its hash says after JSON, and is refused once anything in it is altered', () => {
    const wanted = playbook('p', [step('set-state', { params: { to: 'off' } })])
    fc.assert(
      fc.property(estates, fc.nat(), (resources, seed) => {
        const { plan } = buildPlan(request([order(wanted)], resources))
        fc.pre(plan !== undefined)
        const read = JSON.parse(JSON.stringify(plan))
        expect(verifyPlan(read).value).toEqual(plan)
        const target = read.targets[seed % read.targets.length]
        target.steps[0].requests[0].input.id = 'another'
        expect(verifyPlan(read).diagnostics.map(({ code }) => code)).toEqual(['plan-altered'])
      }),
    )
  })

  it('a fingerprint moves exactly when something that it rests on does', () => {
    fc.assert(
      fc.property(properties, properties, (before, now) => {
        const [one, other] = [before, now].map((own) => ({ ...machine('m'), properties: own }))
        if (!one || !other) throw new Error('there are two')
        const basis = basisOf(one, ['State', 'Size'])
        const same = before.State === now.State && before.Size === now.Size
        expect(movedPaths(basis, other).length === 0).toBe(same)
        expect(fingerprintOf(basis) === fingerprintOf(basisOf(other, ['State', 'Size']))).toBe(same)
      }),
    )
  })
})
