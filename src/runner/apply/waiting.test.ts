import { describe, expect, it } from 'vitest'
import { ApplyWorld, codesOf, ranTo } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { expression } from '../../../test/support/fake-plan.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { PlannedAction } from '../../core/plan.js'
import { runState } from '../../engine/run/index.js'
import { readRun } from '../../store/run-log/index.js'
import { requestCancel } from './cancel.js'

const paint = settingOperation('paint', 'Colour')
const name = settingOperation('name', 'Name')
const operations = [paint, name]
const condition: PlannedAction = {
  kind: 'wait',
  step: '2-wait',
  until: expression('resource.State == "off"'),
  timeout: 3600,
}
const pause: PlannedAction = { kind: 'wait', step: '2-wait', seconds: 3600, timeout: 3600 }
const address = (id: string): string => `${machineType}/1/r1/${id}`

function machines(...ids: string[]): ReturnType<typeof fakeResource>[] {
  return ids.map((id) => fakeResource(machineType, id, { Colour: 'grey', Name: id, State: 'on' }))
}

async function recordsOf(world: ApplyWorld, run: string): Promise<number> {
  return (await readRun(world.store, run))?.records.length ?? 0
}

describe('a run that awaits a condition', () => {
  it('is left to wait, and nothing is written, while it does not hold', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red'], condition, [name, 'x']] })
    const { id } = ranTo(await world.apply(plan))
    const written = await recordsOf(world, id)
    expect(ranTo(await world.resume(id)).phase).toBe('waiting')
    expect([await recordsOf(world, id), world.records]).toEqual([written, []])
    world.cloud.change(address('a'), { State: 'off' })
    expect(ranTo(await world.resume(id)).phase).toBe('succeeded')
  })

  it('waits as a whole, though another target went on to its end after the wait began', async () => {
    const world = await ApplyWorld.open(machines('a', 'b'), operations)
    world.cloud.change(address('b'), { State: 'off' })
    const plan = plannedRun({ resources: machines('a', 'b'), steps: [[paint, 'red'], condition, [name, 'x']] })
    const { id, phase } = ranTo(await world.apply(plan))
    expect(phase).toBe('waiting')
    expect(world.cloud.property(address('b'), 'Name')).toBe('x')
    const written = await recordsOf(world, id)
    expect(ranTo(await world.resume(id)).phase).toBe('waiting')
    expect(await recordsOf(world, id)).toBe(written)
  })

  it('waits as a whole, though its error budget keeps it from taking further targets', async () => {
    const world = await ApplyWorld.open(machines('a', 'b', 'c'), operations)
    world.cloud.interfere = ({ target }) =>
      target.id === 'b'
        ? { kind: 'failed', failure: { reason: 'quota', code: 'Full', message: 'no' }, responses: [] }
        : undefined
    const plan = plannedRun({ resources: machines('a', 'b', 'c'), steps: [[paint, 'red'], condition, [name, 'x']] })
    const { id, phase, stopped } = ranTo(await world.apply(plan))
    expect([phase, stopped]).toEqual(['waiting', 'error-budget'])
    const written = await recordsOf(world, id)
    expect(ranTo(await world.resume(id)).phase).toBe('waiting')
    expect(await recordsOf(world, id)).toBe(written)
    world.cloud.change(address('a'), { State: 'off' })
    expect(ranTo(await world.resume(id)).phase).toBe('failed')
    expect(world.cloud.property(address('a'), 'Name')).toBe('x')
    expect(world.cloud.property(address('c'), 'Colour')).toBe('grey')
  })

  it('goes on with targets that a process left that died before it came to them', async () => {
    const world = await ApplyWorld.open(machines('a', 'b'), operations)
    const plan = plannedRun({ resources: machines('a', 'b'), steps: [[paint, 'red'], condition] })
    const { id } = ranTo(await world.apply(plan))
    const records = (await readRun(world.store, id))?.records ?? []
    const died = records.findIndex(({ event }) => event.kind === 'waiting') + 1
    expect(runState(records.slice(0, died))?.phase).toBe('running')
    expect(runState(records)?.phase).toBe('waiting')
  })
})

describe('a run that is cancelled while it waits', () => {
  it('lets its resources go', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red'], pause] })
    const { id } = ranTo(await world.apply(plan))
    await requestCancel(id, 'ada', world.ports())
    expect(ranTo(await world.resume(id)).phase).toBe('cancelled')
    const next = plannedRun({ resources: machines('a'), steps: [[name, 'y']], createdAt: 'later' })
    const before = world.now
    expect(ranTo(await world.apply(next)).phase).toBe('succeeded')
    expect(world.now - before).toBeLessThan(2000)
  })

  it('keeps nobody away, even when its process died before it gave its leases back', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red'], pause] })
    const { id } = ranTo(await world.apply(plan))
    await requestCancel(id, 'ada', world.ports())
    const store = { ...world.store, put: () => Promise.reject(new Error('the process died')) }
    await expect(world.resume(id, { store })).rejects.toThrow('the process died')
    const next = plannedRun({ resources: machines('a'), steps: [[name, 'y']], createdAt: 'later' })
    expect(ranTo(await world.apply(next)).phase).toBe('succeeded')
    expect(codesOf(await world.resume(id))).toEqual(['run-finished'])
  })
})
