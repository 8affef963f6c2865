import { expect, it } from 'vitest'
import { ApplyWorld, ranTo } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { expression } from '../../../test/support/fake-plan.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { PlannedAction } from '../../core/plan.js'
import { readRun } from '../../store/run-log/index.js'
import { applyRuns } from './apply-runs.js'

it('a worker that looks at a run that awaits a condition writes nothing, and looks again ever later', async () => {
  const resources = [fakeResource(machineType, 'a', { Colour: 'grey', Name: 'a', State: 'on' })]
  const paint = settingOperation('paint', 'Colour')
  const world = await ApplyWorld.open(resources, [paint])
  const until = expression('resource.State == "off"')
  const wait: PlannedAction = { kind: 'wait', step: '2-wait', until, timeout: 3600 }
  const { id } = ranTo(await world.apply(plannedRun({ resources, steps: [[paint, 'red'], wait] })))
  const written = (await readRun(world.store, id))?.records.length
  const pauses: number[] = []
  for (let look = 0; look < 12; look++) {
    const progress = await applyRuns(world.ports()).advance(id, () => false)
    if (progress.kind !== 'waiting') throw new Error(`expected a run that waits: ${progress.kind}`)
    const next = Date.parse(progress.until)
    pauses.push((next - world.now) / 1000)
    world.now = next
  }
  expect((await readRun(world.store, id))?.records.length).toBe(written)
  expect(pauses).toEqual([...pauses].sort((left, right) => left - right))
  expect([pauses[0], pauses.at(-1)]).toEqual([2, 60])
  world.cloud.change(`${machineType}/1/r1/a`, { State: 'off' })
  expect(await applyRuns(world.ports()).advance(id, () => false)).toEqual({ kind: 'ended', result: 'succeeded' })
})
