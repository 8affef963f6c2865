import { describe, expect, it } from 'vitest'
import { ApplyWorld, ranTo } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun, type TestStep } from '../../../test/support/planned-run.js'
import type { Operation } from '../../core/operation.js'
import { resourceAddress } from '../../core/resource.js'

const verify: TestStep = { kind: 'verify', step: '9-verify', policies: [], within: 30 }
const machine = fakeResource(machineType, 'a', { Colour: 'grey', Parts: ['wheel'] })

const paint = settingOperation('paint', 'Colour', { reads: ['look'] })

/** Adds a part to the list of them. */
const fit = settingOperation('fit', 'Parts', {
  precondition: ({ properties }, { value }) =>
    partsOf(properties).includes(value) ? { kind: 'already', reason: 'it has one' } : undefined,
  effect: (target, { value }) => ({
    target: { ...target, properties: { ...target.properties, Parts: [...partsOf(target.properties), value] } },
  }),
})

function partsOf(properties: Readonly<Record<string, unknown>>): readonly unknown[] {
  return properties['Parts'] as readonly unknown[]
}

interface Verification {
  readonly steps: readonly TestStep[]
  /** What the cloud makes of the machine, whatever was asked of it. */
  readonly became: Readonly<Record<string, unknown>>
}

/** How a run ends whose plan asks no policy and no condition. */
async function verified({ steps, became }: Verification, operations: readonly Operation[]) {
  const world = await ApplyWorld.open([machine], operations)
  world.cloud.aspects = { look: ['Colour'] }
  world.cloud.interfere = (request, cloud) => {
    const outcome = cloud.perform(request)
    cloud.change(resourceAddress(machine), became)
    return outcome
  }
  const plan = plannedRun({ resources: [machine], steps: [...steps, verify] })
  const { phase } = ranTo(await world.apply(plan))
  return { phase, evidence: world.events('verified').map(({ evidence }) => evidence) }
}

describe('verification where nothing but the plan is asked', () => {
  it('reads the aspects that the operations change', async () => {
    const { phase, evidence } = await verified({ steps: [[paint, 'red']], became: {} }, [paint])
    expect({ phase, evidence }).toEqual({ phase: 'succeeded', evidence: ['all changes are as planned'] })
  })

  it('takes a list in whatever order the cloud gives it', async () => {
    const became = { Parts: ['brake', 'wheel', 'bell'] }
    const { phase } = await verified(
      {
        steps: [
          [fit, 'bell'],
          [fit, 'brake'],
        ],
        became,
      },
      [fit],
    )
    expect(phase).toBe('succeeded')
  })

  it('asks the operation where the cloud writes down something else than was planned', async () => {
    const became = { Parts: ['bell', 'wheel', 'serial number 7'] }
    expect((await verified({ steps: [[fit, 'bell']], became }, [fit])).phase).toBe('succeeded')
  })

  it('does not hold where one of several operations on a path does not see what it wanted', async () => {
    const became = { Parts: ['wheel', 'brake', 'serial number 7'] }
    const { phase, evidence } = await verified(
      {
        steps: [
          [fit, 'bell'],
          [fit, 'brake'],
        ],
        became,
      },
      [fit],
    )
    expect(phase).not.toBe('succeeded')
    expect(evidence).toEqual(['Parts[] is not as planned'])
  })
})
