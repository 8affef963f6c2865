import { expect, it } from 'vitest'
import { ApplyWorld, ranTo } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { PlannedAction } from '../../core/plan.js'
import { timeline } from '../../engine/run/index.js'
import { readRun } from '../../store/run-log/index.js'

const paint = settingOperation('paint', 'Colour')
const wait: PlannedAction = { kind: 'wait', step: '2-wait', seconds: 600, timeout: 600 }
const resources = [fakeResource(machineType, 'a', { Colour: 'grey', Name: 'a', State: 'on' })]
const max = { person: 'max', roles: ['executor'] }
const mia = { person: 'mia', roles: ['manager'] }

it('the records of a run tell who asked for it, who had it begun and who had it go on', async () => {
  const world = await ApplyWorld.open(resources, [paint])
  const asked: (string | undefined)[] = []
  world.decide = ({ principal }) => {
    asked.push(principal)
    return { kind: 'granted', approvals: [] }
  }
  const plan = plannedRun({ resources, steps: [[paint, 'red'], wait] })
  const state = ranTo(await world.apply(plan, { principal: max }))
  expect([state.requester.person, state.principal]).toEqual(['ada', max])
  world.now += 600_000
  ranTo(await world.resume(state.id, { principal: mia }))
  expect(world.events('resumed')).toMatchObject([{ principal: mia }])
  expect(new Set(asked)).toEqual(new Set(['max', 'mia']))
  const texts = timeline((await readRun(world.store, state.id))?.records ?? []).map(({ text }) => text)
  expect(texts[0]).toContain('asked for by ada, applied by max')
  expect(texts).toContainEqual(expect.stringMatching(/^resumed by mia \(runner-\d\)$/))
})

it('a run that no person had begun or go on is told as its runner’s', async () => {
  const world = await ApplyWorld.open(resources, [paint])
  const state = ranTo(await world.apply(plannedRun({ resources, steps: [[paint, 'red'], wait] })))
  expect(state.principal).toBeUndefined()
  world.now += 600_000
  ranTo(await world.resume(state.id))
  const texts = timeline((await readRun(world.store, state.id))?.records ?? []).map(({ text }) => text)
  expect(texts[0]).toContain('asked for by ada, applied on its own')
  expect(texts).toContainEqual(expect.stringMatching(/^resumed by runner-\d$/))
})
