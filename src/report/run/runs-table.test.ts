import { describe, expect, it } from 'vitest'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { Plan } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import type { RunEvent } from '../../core/run.js'
import { type RunState, runState } from '../../engine/run/index.js'
import { palette } from '../terminal/colour.js'
import { renderRunEnd, renderRuns, summarizeRun } from './runs-table.js'

const machines = [fakeResource(machineType, 'a'), fakeResource(machineType, 'b')]
const plan = plannedRun({ resources: machines, steps: [[settingOperation('paint', 'Colour'), 'red']] })

/** What is said at the end of a run in which these things happened. */
function endOf(...events: readonly RunEvent[]): string {
  return renderRunEnd(stateAfter(plan, ...events), palette(false))
}

function stateAfter(of: Plan, ...events: readonly RunEvent[]): RunState {
  const planned: RunEvent = { kind: 'planned', plan: of, requester: { person: 'ada', roles: [] }, runner: 'w' }
  const state = runState(
    [planned, ...events].map((event, index) => ({
      ...{ run: 'r1', number: index + 1, at: '2026-11-24T00:00:00.000Z', previous: '', hash: '' },
      event,
    })),
  )
  if (!state) throw new Error('a run begins with its plan')
  return state
}

const stale = machines.map(
  (machine): RunEvent => ({ kind: 'stale', target: resourceAddress(machine), moved: ['Colour'] }),
)

describe('the end of a run', () => {
  it('says that nothing was done when every target had moved', () => {
    expect(endOf(...stale, { kind: 'finished', result: 'failed' })).toBe(
      'Run r1 failed: it did nothing: 2 targets stale, moved since the plan.\nPlan again: escher plan\n',
    )
  })

  it('counts targets by how they ended', () => {
    expect(endOf(...stale.slice(0, 1), { kind: 'finished', result: 'failed' })).toBe(
      'Run r1 failed: 1 stale, 1 left.\nSee what happened: escher run show r1\n',
    )
  })
})

describe('a list of runs', () => {
  it('has nobody wait or go on in a run that was cancelled', () => {
    const [first] = machines.map((machine) => `${resourceAddress(machine)}#1-paint`)
    const waiting: RunEvent = { kind: 'waiting', step: first ?? '', until: 'approval', reason: 'a pause' }
    const standings = (...events: readonly RunEvent[]) => summarizeRun(stateAfter(plan, ...events)).targets
    expect(standings(waiting)).toEqual({ waiting: 1, pending: 1 })
    expect(standings(waiting, { kind: 'finished', result: 'cancelled' })).toEqual({ released: 1, left: 1 })
  })

  it('tells of how many playbooks more than the first a run is', () => {
    const others = [plan.playbook, plan.playbook].map((one, index) => ({ ...one, id: `other-${index}` }))
    const summary = summarizeRun(stateAfter({ ...plan, furtherPlaybooks: others }))
    expect(summary.furtherPlaybooks).toEqual(['other-0', 'other-1'])
    expect(renderRuns([summary], palette(false))).toContain(`${plan.playbook.id} and 2 others  2 targets pending`)
  })
})
