import { describe, expect, it } from 'vitest'
import { ApplyWorld, ranTo } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { PlannedAction } from '../../core/plan.js'
import type { OperateOutcome } from '../../core/provider.js'
import { readRun, recordKey } from '../../store/run-log/index.js'
import { auditRuns } from './audit.js'
import { requestCancel } from './cancel.js'

const paint = settingOperation('paint', 'Colour')
const name = settingOperation('name', 'Name', { idempotency: 'check-first', settlesWithin: 600 })
const operations = [paint, name]
const verify: PlannedAction = { kind: 'verify', step: '9-verify', policies: [], within: 600 }
const address = `${machineType}/1/r1/a`
const machine = [fakeResource(machineType, 'a', { Colour: 'grey', Name: 'a' })]
const other = fakeResource(machineType, 'b', { Colour: 'grey', Name: 'b' })
const turnedAway: OperateOutcome = {
  kind: 'failed',
  failure: { reason: 'throttled', code: 'SlowDown', message: 'slow down' },
  responses: [],
}
const noAnswer: OperateOutcome = {
  kind: 'failed',
  failure: { reason: 'uncertain', code: 'Timeout', message: 'no answer' },
  responses: [],
}

/** A world in which somebody cancels the run after so many seconds of waiting. */
async function cancelledAfter(seconds: number) {
  const world = await ApplyWorld.open([...machine, other], operations)
  const begun = world.now
  let asked = false
  const sleep = async (milliseconds: number): Promise<void> => {
    world.now += milliseconds
    const run = world.records[0]?.run
    if (asked || run === undefined || world.now - begun < seconds * 1000) return
    asked = true
    await requestCancel(run, 'grace', world.ports({ runner: 'another' }))
  }
  const apply = async (steps: Parameters<typeof plannedRun>[0]['steps'], resources = machine) => {
    const state = ranTo(await world.apply(plannedRun({ resources, steps }), { sleep }))
    return { state, took: (world.now - begun) / 1000 }
  }
  return { world, apply }
}

describe('a request to cancel', () => {
  it('is heard while a change is verified, and the change stays', async () => {
    const { world, apply } = await cancelledAfter(3)
    world.cloud.interfere = (request, cloud) => {
      const outcome = cloud.perform(request)
      cloud.change(address, { Colour: 'pink' })
      return outcome
    }
    const { state, took } = await apply([[paint, 'red'], verify])
    expect(state.phase).toBe('cancelled')
    expect(took).toBeLessThan(8)
    expect(world.events('undo-started')).toEqual([])
    expect(world.cloud.property(address, 'Colour')).toBe('pink')
  })

  it('is heard while the cloud turns a step away, and nothing else is touched', async () => {
    const { world, apply } = await cancelledAfter(3)
    world.cloud.interfere = ({ operation }) => (operation === name ? turnedAway : undefined)
    const { state, took } = await apply([
      [paint, 'red'],
      [name, 'x'],
    ])
    expect(state.phase).toBe('cancelled')
    expect(took).toBeLessThan(8)
    expect(world.kinds().slice(-3)).toEqual(['cancel-requested', 'stopped', 'finished'])
    expect(world.cloud.property(address, 'Colour')).toBe('red')
  })

  it('is heard while a step in doubt is looked at', async () => {
    const { world, apply } = await cancelledAfter(3)
    world.cloud.interfere = () => noAnswer
    const { state, took } = await apply([[name, 'x']])
    expect(state.phase).toBe('cancelled')
    expect(took).toBeLessThan(8)
    expect(world.events('started')).toHaveLength(1)
  })

  it('does not keep a step from being put back that is under way to it', async () => {
    const { world, apply } = await cancelledAfter(2)
    let turns = 0
    world.cloud.interfere = ({ operation, params }) => {
      if (operation === name) return { ...noAnswer, failure: { reason: 'quota', code: 'Full', message: 'no' } }
      return params['value'] === 'grey' && turns++ < 3 ? turnedAway : undefined
    }
    const { state } = await apply([
      [paint, 'red'],
      [name, 'x'],
    ])
    expect(state.phase).toBe('undone')
    expect(world.cloud.property(address, 'Colour')).toBe('grey')
  })
})

describe('a request to cancel a run whose last write was cut off', () => {
  it('owns up to it, and the run ends with a sound chain', async () => {
    const world = await ApplyWorld.open(machine, operations)
    const pause: PlannedAction = { kind: 'wait', step: '2-wait', seconds: 3600, timeout: 3600 }
    const { id } = ranTo(await world.apply(plannedRun({ resources: machine, steps: [[paint, 'red'], pause] })))
    const next = ((await readRun(world.store, id))?.records.length ?? 0) + 1
    await world.store.create(recordKey(id, next), Buffer.from('{"at"'))
    expect(await requestCancel(id, 'grace', world.ports())).toEqual({ diagnostics: [] })
    expect(ranTo(await world.resume(id)).phase).toBe('cancelled')
    expect(await auditRuns(world.store, id)).toMatchObject([{ torn: [{ number: next }], problems: [] }])
  })
})

describe('a request to cancel while another run holds the resource', () => {
  it('ends the waiting for it', async () => {
    const { world, apply } = await cancelledAfter(3)
    const pause: PlannedAction = { kind: 'wait', step: '2-wait', seconds: 3600, timeout: 3600 }
    const holder = plannedRun({ resources: machine, steps: [[paint, 'red'], pause], createdAt: 'earlier' })
    expect(ranTo(await world.apply(holder)).phase).toBe('waiting')
    const { state, took } = await apply([[name, 'x']], [...machine, other])
    expect(state.phase).toBe('cancelled')
    expect(took).toBeLessThan(8)
    expect(world.events('failed')).toEqual([])
  })
})
