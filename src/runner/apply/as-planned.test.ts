import { describe, expect, it } from 'vitest'
import { ApplyWorld, ranTo } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { PlannedAction } from '../../core/plan.js'

const label = settingOperation('label', 'Label', { reads: ['labels'] })
const verify: PlannedAction = { kind: 'verify', step: '9-verify', policies: [], within: 30 }
const address = `${machineType}/1/r1/a`

/** A machine whose label takes a call of its own. */
async function labelled(properties: Readonly<Record<string, unknown>>) {
  const resources = [fakeResource(machineType, 'a', properties)]
  const world = await ApplyWorld.open(resources, [label])
  world.cloud.aspects = { labels: ['Label'] }
  return { world, resources }
}

describe('a verification without policy and condition', () => {
  it('reads the aspects that fill what was to change', async () => {
    const { world, resources } = await labelled({ State: 'on' })
    const plan = plannedRun({ resources, steps: [[label, 'blue'], verify] })
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
    expect(world.events('verified')).toMatchObject([{ held: true }])
  })

  it('does not take what was to go for gone because it was not read', async () => {
    const { world, resources } = await labelled({ State: 'on', Label: 'blue' })
    const plan = plannedRun({ resources, steps: [[label, { value: null }], verify] })
    world.cloud.interfere = () => ({ kind: 'performed', responses: [] })
    expect(ranTo(await world.apply(plan)).phase).toBe('undone')
    expect(world.events('verified')).toMatchObject([{ held: false, evidence: 'Label is not as planned' }])
  })

  it('is unknown, and puts nothing back, when what was to change cannot be read', async () => {
    const { world, resources } = await labelled({ State: 'on' })
    const plan = plannedRun({ resources, steps: [[label, 'blue'], verify] })
    world.cloud.interfere = (request, cloud) => {
      cloud.unreadable = ['Label']
      return cloud.perform(request)
    }
    expect(ranTo(await world.apply(plan)).phase).toBe('failed')
    expect(world.events('verified')).toMatchObject([{ held: 'unknown', evidence: 'Label could not be read' }])
    expect(world.cloud.property(address, 'Label')).toBe('blue')
  })
})
