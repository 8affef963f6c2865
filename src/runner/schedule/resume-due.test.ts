import { describe, expect, it } from 'vitest'
import { ApplyWorld, ranTo } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { PlannedAction } from '../../core/plan.js'
import { resumeDue } from './resume-due.js'

const paint = settingOperation('paint', 'Colour')
const name = settingOperation('name', 'Name')
type Pause = Extract<PlannedAction, { readonly kind: 'wait' | 'approve' }>
const pause = (seconds: number): Pause => ({ kind: 'wait', step: '2-wait', seconds, timeout: seconds })
const approve: Pause = { kind: 'approve', step: '2-approve', roles: ['manager'], count: 1, expires: 86_400 }
const machine = (id: string) => fakeResource(machineType, id, { Colour: 'grey', Name: id, State: 'on' })

async function worldOf(waits: Readonly<Record<string, Pause>>) {
  const ids = Object.keys(waits)
  const world = await ApplyWorld.open(ids.map(machine), [paint, name])
  const approved = new Set<string>()
  world.decide = ({ step, run }) =>
    !step || approved.has(run) ? { kind: 'granted', approvals: [] } : { kind: 'waiting', reason: 'one' }
  const runs: Record<string, string> = {}
  for (const [id, wait] of Object.entries(waits)) {
    const plan = plannedRun({ resources: [machine(id)], steps: [[paint, 'red'], wait, [name, 'x']] })
    runs[id] = ranTo(await world.apply(plan)).id
  }
  return { world, runs, approved }
}

describe('runs that wait', () => {
  it('go on once their time or their approval has come, and are left alone before', async () => {
    const { world, runs, approved } = await worldOf({ soon: pause(600), late: pause(7200), asked: approve })
    world.now += 601_000
    approved.add(runs['asked'] ?? '')
    const results = async () =>
      Object.fromEntries(
        (await resumeDue(world.ports())).map(({ run, wentOn, outcome }) => [run, [wentOn, outcome.result]]),
      )
    expect(await results()).toEqual({
      [runs['soon'] ?? '']: [true, 'succeeded'],
      [runs['late'] ?? '']: [false, 'waiting'],
      [runs['asked'] ?? '']: [true, 'succeeded'],
    })
    expect(await results()).toEqual({ [runs['late'] ?? '']: [false, 'waiting'] })
  })

  it('go on once, however many processes look at the same time', async () => {
    const { world } = await worldOf({ a: pause(600), b: pause(600) })
    world.now += 601_000
    const before = world.cloud.calls.length
    const all = await Promise.all([1, 2, 3].map(() => resumeDue(world.ports())))
    expect(all.flat().filter(({ wentOn }) => wentOn)).toHaveLength(2)
    expect(all.flat().every(({ outcome }) => ['succeeded', 'waiting'].includes(outcome.result))).toBe(true)
    expect(world.cloud.calls.length - before).toBe(2)
  })

  it('are told as refused where nothing will come of waiting, and do not keep the others', async () => {
    const { world, runs } = await worldOf({ a: pause(600), b: pause(600) })
    const { decide } = world
    world.decide = (question) =>
      question.run === runs['a']
        ? {
            kind: 'refused',
            diagnostics: [{ code: 'approval-expired', severity: 'error', message: 'the approval has expired' }],
          }
        : decide(question)
    world.now += 601_000
    const resumed = await resumeDue(world.ports())
    const of = (id: string) => resumed.find(({ run }) => run === runs[id])
    const message = 'the approval has expired [approval-expired]'
    expect(of('a')).toMatchObject({ wentOn: false, outcome: { result: 'refused', message } })
    expect(of('b')).toMatchObject({ wentOn: true, outcome: { result: 'succeeded' } })
  })

  it('are left to whoever interrupted them', async () => {
    const { world, runs } = await worldOf({ a: pause(600) })
    world.now += 601_000
    ranTo(await world.resume(runs['a'] ?? '', { signal: AbortSignal.abort() }))
    expect(await resumeDue(world.ports())).toEqual([])
  })
})
