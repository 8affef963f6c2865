import { describe, expect, it } from 'vitest'
import { ApplyWorld } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun, type TestStep } from '../../../test/support/planned-run.js'
import { type RehearsedTarget, rehearse } from './dry-run.js'

const paint = settingOperation('paint', 'Colour')
const name = settingOperation('name', 'Name')
const machine = fakeResource(machineType, 'a', { Colour: 'grey', Name: 'a', State: 'on' })
const address = `${machineType}/1/r1/a`

/** What a rehearsal says of the one target after somebody changed it, and how often the cloud was called. */
async function rehearsed(
  steps: readonly TestStep[],
  changed: Readonly<Record<string, string>>,
): Promise<RehearsedTarget | undefined> {
  const world = await ApplyWorld.open([machine], [paint, name])
  const plan = plannedRun({ resources: [machine], steps })
  world.cloud.change(address, changed)
  const bundle = { playbooks: world.playbooks, policies: [] }
  const { targets } = await rehearse({ plan, bundle }, world.ports())
  expect(world.cloud.calls).toEqual([])
  return targets[0]
}

describe('rehearsing a plan', () => {
  it('shows the requests of every step, each on what the one before will have left', async () => {
    const target = await rehearsed(
      [
        [paint, 'red'],
        [paint, 'blue'],
      ],
      {},
    )
    expect(target).toMatchObject({ stale: [], steps: [{ step: '1-paint' }, { step: '2-paint' }] })
    expect(target?.steps.map(({ requests }) => requests.length)).toEqual([1, 1])
  })

  it('finds a step done that somebody did meanwhile, as applying would, and goes on with the next', async () => {
    const target = await rehearsed(
      [
        [paint, 'red'],
        [name, 'x'],
      ],
      { Colour: 'red' },
    )
    expect(target).toMatchObject({
      stale: [],
      steps: [{ step: '1-paint', refusal: { kind: 'already' }, requests: [] }, { step: '2-name' }],
    })
  })

  it('stops at what moved to something else, and names it', async () => {
    expect(await rehearsed([[paint, 'red']], { Colour: 'blue' })).toMatchObject({ stale: ['Colour'], steps: [] })
  })
})
