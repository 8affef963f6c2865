import { describe, expect, it } from 'vitest'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType } from '../../../test/support/fake-operations.js'
import { expression } from '../../../test/support/fake-plan.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { PlannedAction } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import { type RunState, runState } from '../../engine/run/index.js'
import { sealRecord } from '../../store/run-log/index.js'
import { nextLook } from './next-look.js'

const since = '2026-11-24T00:00:00.000Z'
const machine = fakeResource(machineType, 'a')

/** A run that came to one of these actions, which lasts until then. */
function waitingAt(action: Extract<PlannedAction, { kind: 'wait' | 'approve' }>, until: string): RunState {
  const content = { run: 'r1', at: since, writer: 'w', previous: '' }
  const requester = { person: 'ada', roles: [] }
  const plan = plannedRun({ resources: [machine], steps: [action] })
  const step = `${resourceAddress(machine)}#${action.step}`
  const state = runState([
    sealRecord({ ...content, number: 1, event: { kind: 'planned', plan, requester, runner: 'w' } }),
    sealRecord({ ...content, number: 2, event: { kind: 'waiting', step, until, reason: '' } }),
  ])
  if (!state) throw new Error('a run begins with its plan')
  return state
}

const second = (seconds: number): Date => new Date(Date.parse(since) + seconds * 1000)
const condition = { kind: 'wait', step: '1-wait', until: expression('resource.Ready == true'), timeout: 3600 } as const

describe('when workers look again at a run that waits', () => {
  it.each([
    [0, 2],
    [10, 15],
    [60, 90],
    [600, 660],
    [3590, 3600],
    [3700, 3700],
  ])('for a condition, after %i seconds: at second %i', (now, look) => {
    const state = waitingAt(condition, second(3600).toISOString())
    expect(nextLook(state, second(now))).toBe(second(look).toISOString())
  })

  it('for a time: at that time', () => {
    const state = waitingAt({ kind: 'wait', step: '1-wait', seconds: 600, timeout: 600 }, second(600).toISOString())
    expect(nextLook(state, second(1))).toBe(second(600).toISOString())
  })

  it('for an approval: when there is news', () => {
    const approve = { kind: 'approve', step: '1-approve', roles: ['manager'], count: 1, expires: 3600 } as const
    expect(nextLook(waitingAt(approve, 'approval'), second(1))).toBe('news')
  })
})
