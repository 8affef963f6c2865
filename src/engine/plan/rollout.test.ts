import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expression, machine, order, playbook, request, step } from '../../../test/support/fake-plan.js'
import type { CompiledPlaybook, Step } from '../../core/playbook.js'
import { buildPlan } from './build-plan.js'
import { type RolloutOrder, rolloutOf } from './rollout.js'

const { range } = playbook('none', [])
const stopping = step('set-state', { params: { to: 'stopped' } })
const machines = (count: number, ...properties: Parameters<typeof machine>[1][]) =>
  Array.from({ length: count }, (_, index) => machine(`m${index}`, ...properties))

function inWaves(
  ramp: readonly number[],
  errorBudget: number,
  more: Partial<Extract<Step, { kind: 'forEach' }>> = {},
): Step {
  return { kind: 'forEach', name: 'waves', ramp, errorBudget, steps: [stopping], range, ...more }
}

function running(id: string, more: Partial<Extract<Step, { kind: 'run' }>> = {}): Step {
  return { kind: 'run', name: `run-${id}`, playbook: id, params: {}, range, ...more }
}

/** Sizes of waves and error budgets of a plan's parts. */
function partsOf(
  wanted: readonly CompiledPlaybook[],
  resources: ReturnType<typeof machines>,
  called: readonly CompiledPlaybook[] = [],
) {
  const playbooks = new Map([...wanted, ...called].map((one) => [one.id, one]))
  const { plan } = buildPlan(
    request(
      wanted.map((one) => order(one)),
      resources,
      { playbooks },
    ),
  )
  return plan?.rollout.parts.map(({ waves, errorBudget }) => [waves.map((wave) => wave.length), errorBudget])
}

describe('the waves of a playbook', () => {
  it('grow by its ramp', () => {
    expect(partsOf([playbook('p', [inWaves([1, 2, 0.5], 1)])], machines(10))).toEqual([[[1, 2, 5, 2], 1]])
    expect(partsOf([playbook('p', [stopping])], machines(10))).toEqual([[[10], 2]])
  })

  it('are those of the playbook that it runs, and the more cautious of both where both have some', () => {
    const inner = playbook('inner', [inWaves([1, 2], 0)])
    expect(partsOf([playbook('outer', [running('inner')])], machines(6), [inner])).toEqual([[[1, 2, 3], 0]])
    const outer = playbook('outer', [inWaves([3, 3, 3], 1, { steps: [running('inner')] })])
    expect(partsOf([outer], machines(8), [inner])).toEqual([[[1, 2, 3, 2], 0]])
  })

  it('count only where something is done in them', () => {
    const inner = playbook('inner', [inWaves([1], 0, { when: expression("resource.Size == 'large'") })])
    const size = step('set-size', { params: { to: 'small' } })
    const outer = playbook('outer', [running('inner'), size])
    expect(partsOf([outer], machines(4), [inner])).toEqual([[[4], 2]])
    expect(partsOf([outer], machines(4, { Size: 'large' }), [inner])).toEqual([[[1, 3], 0]])
  })
})

describe('playbooks of one plan', () => {
  const size = playbook('size', [step('set-size', { params: { to: 'large' } })])

  it('have parts of their own where they share no target', () => {
    const careful = playbook('careful', [inWaves([1], 0)], { scope: expression("name == 'm0' || name == 'm1'") })
    const others = { ...size, scope: expression("name == 'm2' || name == 'm3'") }
    expect(partsOf([careful, others], machines(4))).toEqual([
      [[1, 1], 0],
      [[2], 2],
    ])
  })

  it('are taken together where they share one, as cautiously as each of them asks', () => {
    const careful = playbook('careful', [inWaves([1], 0)], { scope: expression("name == 'm2' || name == 'm3'") })
    expect(partsOf([careful, size], machines(4))).toEqual([[[3, 1], 0]])
  })
})

const names = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 })
const ramps = fc.array(fc.record({ ramp: fc.array(fc.constantFrom(1, 2, 3, 0.5)), errorBudget: fc.nat(3) }), {
  maxLength: 2,
})
const orders: fc.Arbitrary<readonly RolloutOrder[]> = fc.array(
  fc.record({ playbook: fc.constantFrom('p', 'q', 'r'), targets: names, ramps }),
  { minLength: 1, maxLength: 4 },
)

it('every rollout takes each target once, and no more of an order at a time than each of its ramps says', () => {
  fc.assert(
    fc.property(orders, (all) => {
      const { parts } = rolloutOf(all)
      const taken = parts.flatMap(({ waves }) => waves.flat())
      expect(taken.toSorted()).toEqual([...new Set(all.flatMap(({ targets }) => targets))].sort())
      expect(parts.flatMap(({ waves }) => waves).every((wave) => wave.length > 0)).toBe(true)
      for (const { targets, ramps: own } of all) {
        const part = parts.find(({ waves }) => waves.flat().includes(targets[0] ?? ''))
        const counts = (part?.waves ?? []).map((wave) => wave.filter((name) => targets.includes(name)).length)
        const sizes = counts.filter((count) => count > 0)
        for (const { ramp, errorBudget } of own) {
          expect(part?.errorBudget).toBeLessThanOrEqual(errorBudget)
          const limits = ramp.map((limit) => (limit < 1 ? Math.ceil(limit * targets.length) : limit))
          expect(limits.slice(0, sizes.length).every((limit, index) => (sizes[index] ?? 0) <= limit)).toBe(true)
        }
      }
    }),
  )
})
