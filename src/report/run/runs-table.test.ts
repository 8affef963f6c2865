import { describe, expect, it } from 'vitest'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import { resourceAddress } from '../../core/resource.js'
import type { RunEvent } from '../../core/run.js'
import { runState } from '../../engine/run/index.js'
import { palette } from '../terminal/colour.js'
import { renderRunEnd } from './runs-table.js'

const machines = [fakeResource(machineType, 'a'), fakeResource(machineType, 'b')]
const plan = plannedRun({ resources: machines, steps: [[settingOperation('paint', 'Colour'), 'red']] })

/** What is said at the end of a run in which these things happened. */
function endOf(...events: readonly RunEvent[]): string {
  const planned: RunEvent = { kind: 'planned', plan, requester: { person: 'ada', roles: [] }, runner: 'w' }
  const state = runState(
    [planned, ...events].map((event, index) => ({
      ...{ run: 'r1', number: index + 1, at: '2026-11-24T00:00:00.000Z', previous: '', hash: '' },
      event,
    })),
  )
  return state ? renderRunEnd(state, palette(false)) : ''
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
      'Run r1 failed: 1 stale, 1 pending.\nSee what happened: escher run show r1\n',
    )
  })
})
