import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fixedClock } from '../../core/clock.js'
import { collect } from '../../core/collect.js'
import type { Schedule } from '../../core/playbook.js'
import { folderStore } from '../../store/index.js'
import { latestOutcome } from './occurrence-records.js'
import { runDue, type SchedulePorts } from './run-due.js'

const start = { line: 1, column: 1, offset: 0 }
const nightly: Schedule = {
  id: 'nightly/stop',
  playbook: 'stop',
  params: {},
  at: '0 20 * * *',
  timeZone: 'UTC',
  missed: 'skip',
  except: [],
  range: { file: 'schedules/nightly/stop.yaml', start, end: start },
}

function portsOf(now: string, performed: string[], given: Partial<SchedulePorts> = {}): SchedulePorts {
  return {
    store: folderStore(mkdtempSync(join(tmpdir(), 'escher-schedule-'))),
    clock: fixedClock(now),
    runner: 'this machine',
    perform: async ({ id }, due) => {
      performed.push(`${id} ${due.toISOString()}`)
      return { result: 'succeeded' }
    },
    ...given,
  }
}

describe('what is due', () => {
  it('is run once, however often and from however many machines it is asked for', async () => {
    const performed: string[] = []
    const ports = portsOf('2026-11-24T20:05:00Z', performed)
    const all = await Promise.all([1, 2, 3, 4].map(() => runDue([nightly], ports)))
    expect(performed).toEqual(['nightly/stop 2026-11-24T20:00:00.000Z'])
    expect(all.flat().filter(({ outcome }) => outcome !== 'taken')).toHaveLength(1)
    expect(await runDue([nightly], ports)).toEqual([])
    expect(await collect(ports.store.list('schedules/'))).toEqual([
      'schedules/nightly%2Fstop/2026-11-24T200000Z.json',
      'schedules/nightly%2Fstop/2026-11-24T200000Z.outcome.json',
    ])
  })

  it('is not run again after its process died', async () => {
    const performed: string[] = []
    const dying = portsOf('2026-11-24T20:00:00Z', performed, { perform: () => new Promise(() => undefined) })
    void runDue([nightly], dying)
    const claimed = 'schedules/nightly%2Fstop/2026-11-24T200000Z.json'
    await expect.poll(async () => await dying.store.get(claimed)).toBeDefined()
    const next = portsOf('2026-11-24T20:05:00Z', performed, { store: dying.store })
    expect(await runDue([nightly], next)).toEqual([])
    expect(performed).toEqual([])
    expect(await latestOutcome(dying.store, nightly.id)).toEqual({
      due: '2026-11-24T20:00:00.000Z',
      outcome: undefined,
    })
  })

  it('is told as failed when it fails, and the others are run all the same', async () => {
    const performed: string[] = []
    const ports = portsOf('2026-11-24T20:00:00Z', performed, {
      perform: async ({ id }) => {
        if (id === nightly.id) throw new Error('no credentials')
        return { result: 'refused', message: 'not approved' }
      },
    })
    const runs = await runDue([nightly, { ...nightly, id: 'other' }], ports)
    expect(runs.map(({ outcome }) => outcome)).toEqual([
      { result: 'failed', message: 'no credentials' },
      { result: 'refused', message: 'not approved' },
    ])
    expect((await latestOutcome(ports.store, 'nightly/stop'))?.outcome?.message).toBe('no credentials')
  })

  it('of the past is let go, and stays so', async () => {
    const performed: string[] = []
    const monday = portsOf('2026-11-23T20:00:00Z', performed)
    await runDue([nightly], monday)
    const thursday = portsOf('2026-11-26T12:00:00Z', performed, { store: monday.store })
    expect(await runDue([nightly], thursday)).toEqual([])
    expect(await runDue([{ ...nightly, missed: 'run-once' }], thursday)).toEqual([])
    expect(performed).toEqual(['nightly/stop 2026-11-23T20:00:00.000Z'])
  })
})
