import { describe, expect, it } from 'vitest'
import { ApplyWorld, codesOf, ranTo } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { PlannedAction } from '../../core/plan.js'
import { readClaim } from '../../store/run-log/index.js'

const paint = settingOperation('paint', 'Colour')
const name = settingOperation('name', 'Name')
const pause: PlannedAction = { kind: 'wait', step: '2-wait', seconds: 3600, timeout: 3600 }
const address = (id: string): string => `${machineType}/1/r1/${id}`

function machines(...ids: string[]): ReturnType<typeof fakeResource>[] {
  return ids.map((id) => fakeResource(machineType, id, { Colour: 'grey', Name: id }))
}

async function worldOf(...ids: string[]) {
  const world = await ApplyWorld.open(machines(...ids), [paint, name])
  const plan = plannedRun({ resources: machines(...ids), steps: [[paint, 'red']] })
  return { world, plan }
}

describe('a plan of which no target is free', () => {
  it('is refused when all have moved, naming what, and stays good for when it is as planned again', async () => {
    const { world, plan } = await worldOf('a', 'b')
    for (const id of ['a', 'b']) world.cloud.change(address(id), { Colour: 'blue' })
    const asked: unknown[] = []
    world.decide = (question) => {
      asked.push(question)
      return { kind: 'granted', approvals: [] }
    }
    const outcome = await world.apply(plan)
    expect(codesOf(outcome)).toEqual(['stale', 'stale'])
    expect(outcome).toMatchObject({
      diagnostics: [{ message: `\`${address('a')}\` is not as planned: Colour moved since` }, {}],
    })
    expect([await readClaim(world.store, plan.hash), asked]).toEqual([undefined, []])
    for (const id of ['a', 'b']) world.cloud.change(address(id), { Colour: 'grey' })
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
  })

  it('is refused when another run holds all of them for longer than one waits', async () => {
    const { world, plan } = await worldOf('a')
    const holder = ranTo(await world.apply(plannedRun({ resources: machines('a'), steps: [[name, 'x'], pause] })))
    const before = world.now
    const outcome = await world.apply(plan)
    expect(outcome).toMatchObject({
      kind: 'refused',
      diagnostics: [{ code: 'resource-held', message: `run \`${holder.id}\` is acting on \`${address('a')}\`` }],
    })
    expect(world.now - before).toBe(30_000)
    expect(await readClaim(world.store, plan.hash)).toBeUndefined()
  })

  it('is begun when the other run lets go in time', async () => {
    const { world, plan } = await worldOf('a')
    const holder = ranTo(await world.apply(plannedRun({ resources: machines('a'), steps: [[name, 'x'], pause] })))
    const begun = world.now
    const sleep = async (milliseconds: number): Promise<void> => {
      world.now += milliseconds
      if (world.now - begun < 10_000) return
      world.now += 3_600_000
      await world.resume(holder.id)
    }
    expect(ranTo(await world.apply(plan, { sleep })).phase).toBe('succeeded')
  })

  it('is begun when one of them is free', async () => {
    const { world, plan } = await worldOf('a', 'b')
    world.cloud.change(address('a'), { Colour: 'blue' })
    expect(ranTo(await world.apply(plan)).phase).toBe('failed')
    expect(world.events('stale')).toMatchObject([{ target: address('a') }])
    expect(world.cloud.property(address('b'), 'Colour')).toBe('red')
  })
})
