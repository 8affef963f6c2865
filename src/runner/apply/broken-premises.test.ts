import { describe, expect, it } from 'vitest'
import { ApplyWorld, ranTo } from '../../../test/support/apply-world.js'
import { compiledPolicy } from '../../../test/support/compiled-policy.js'
import { fakeResource, fakeType } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { expression } from '../../../test/support/fake-plan.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { Plan, PlannedPremises } from '../../core/plan.js'
import { planHash } from '../../core/plan.js'
import type { CompiledPolicy } from '../../core/policy.js'
import { resourceAddress } from '../../core/resource.js'
import { rehearse } from './dry-run.js'

const paint = settingOperation('paint', 'Colour')
const name = settingOperation('name', 'Name')
const machine = fakeResource(machineType, 'a', { Colour: 'grey', Name: 'a', Load: 0 })
const idle = compiledPolicy({ id: 't/idle', type: fakeType(machineType), violates: 'resource.Load == 0' })

function withPremises(plan: Plan, premises: PlannedPremises): Plan {
  const changed = { ...plan, targets: plan.targets.map((target) => ({ ...target, premises })) }
  return { ...changed, hash: planHash(changed) }
}

interface Case {
  readonly premises: Partial<PlannedPremises>
  readonly load: number
  readonly policies?: readonly CompiledPolicy[]
}

/** The world, and a plan that was sent to a machine of no load, which has another one now. */
async function planned({ premises, load, policies = [idle] }: Case) {
  const world = await ApplyWorld.open([machine], [paint, name])
  world.policies = policies
  world.cloud.change(resourceAddress(machine), { Load: load })
  const steps = [[paint, 'red'] as const, [name, 'x'] as const]
  const plan = withPremises(plannedRun({ resources: [machine], steps }), { policies: [], conditions: [], ...premises })
  return { world, plan }
}

const condition = expression('resource.Load < params.below', { below: 5 })
const conditions = [{ condition, names: { params: { below: 5 }, steps: {} } }]

describe('what sent a plan to a target', () => {
  it.each([
    ['a policy that is violated no more', { policies: ['t/idle'] }, [idle], 't/idle is compliant'],
    ['a policy that is no more', { policies: ['t/idle'] }, [], 'the policy t/idle is no more'],
    ['a condition that is false by now', { conditions }, [], '`resource.Load < params.below` is false'],
  ] as const)('keeps it from being begun: %s', async (_, premises, policies, why) => {
    const { world, plan } = await planned({ premises, policies, load: 90 })
    const { targets } = await rehearse({ plan, bundle: { playbooks: world.playbooks, policies } }, world.ports())
    expect(targets).toMatchObject([{ stale: [`what sent the plan there (${why})`], steps: [] }])
    const outcome = await world.apply(plan)
    expect(outcome).toMatchObject({ kind: 'refused', diagnostics: [{ code: 'stale' }] })
    expect(world.cloud.calls).toEqual([])
  })

  it('is no obstacle where all of it still holds', async () => {
    const { world, plan } = await planned({ premises: { policies: ['t/idle'], conditions }, load: 0 })
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
  })

  it('keeps it from being begun where it is not known any more', async () => {
    const { world, plan } = await planned({ premises: { conditions }, load: 0 })
    world.cloud.unreadable = ['Load']
    expect(await world.apply(plan)).toMatchObject({ kind: 'refused', diagnostics: [{ code: 'stale' }] })
  })

  it('is not asked once something was changed', async () => {
    const { world, plan } = await planned({ premises: { policies: ['t/idle'] }, load: 0 })
    world.cloud.interfere = (request, cloud) => {
      const outcome = cloud.perform(request)
      cloud.change(resourceAddress(machine), { Load: 90 })
      return outcome
    }
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
  })

  it('leaves the target alone that a run came to too late', async () => {
    const other = fakeResource(machineType, 'b', { Colour: 'grey', Name: 'b', Load: 0 })
    const world = await ApplyWorld.open([machine, other], [paint, name])
    world.policies = [idle]
    const steps = [[paint, 'red'] as const]
    const plan = withPremises(plannedRun({ resources: [machine, other], steps }), { policies: ['t/idle'], conditions })
    world.cloud.interfere = (request, cloud) => {
      cloud.change(resourceAddress(other), { Load: 90 })
      return cloud.perform(request)
    }
    await world.apply(plan)
    const moved = [
      'what sent the plan there (t/idle is compliant)',
      'what sent the plan there (`resource.Load < params.below` is false)',
    ]
    expect(world.events('stale')).toEqual([{ kind: 'stale', target: resourceAddress(other), moved }])
    expect(world.cloud.property(resourceAddress(other), 'Colour')).toBe('grey')
  })
})
