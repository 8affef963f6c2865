import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/core/run.js'
import { folderStore } from '../../src/store/index.js'
import { readClaim, readRun } from '../../src/store/run-log/index.js'
import { acting, copying, copyingRun, label, remove } from '../support/made-things.js'
import { CopyServer, type ServedCopy } from './copy-server.js'
import { bundleDriver, crashSite, runUntil, type Strike } from './killing.js'
import { machineBefore } from './remote-machine.js'

/** The numbers of the requests that a run makes: the machine is looked at before the run is begun, and before the step. */
const [making, lookingAtCopy] = [3, 4]

let driver = ''
let server = new CopyServer()
beforeAll(async () => {
  driver = await bundleDriver('test/crash/copying-driver.ts')
})
afterEach(async () => server.close())

/** Makes a copy and labels it, killed at the strike and gone on with; gives the copy and what was recorded. */
async function strike(
  at: Strike,
): Promise<{ readonly copy: ServedCopy | undefined; readonly events: readonly RunEvent[] }> {
  server = new CopyServer()
  const copy = copying()
  const steps = [acting(copy), acting(label, { on: 'make-copy', params: { value: 'mine' } })]
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const plan = copyingRun(machineBefore, steps, { operations: [copy, label, remove], expiresAt })
  const site = await crashSite(driver, server, plan)
  expect(await runUntil(site, at)).toBe('killed')
  expect(await runUntil(site, undefined)).toBe('succeeded')
  const store = folderStore(site.folder)
  const chain = await readRun(store, (await readClaim(store, plan.hash)) ?? '')
  expect(chain?.faults).toEqual([])
  return { copy: server.copies[1], events: (chain?.records ?? []).map(({ event }) => event) }
}

function doneOf(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.filter(({ kind }) => kind === 'done')
}

describe('a run killed with SIGKILL while a step makes something that the next one needs', () => {
  it('acts on the id that the maker recorded, when it was killed before the next step', async () => {
    const { copy, events } = await strike({ request: lookingAtCopy, moment: 'received', delay: 0 })
    expect(server.calls.map(({ action }) => action)).toEqual(['make-copy', 'label'])
    expect(server.copies.map(({ Label }) => Label)).toEqual(['none', 'mine'])
    expect(doneOf(events)[0]).toMatchObject({ outcome: 'changed', created: [copy?.id] })
    expect(events.findIndex(({ kind }) => kind === 'done')).toBeLessThan(
      events.findIndex(({ kind }) => kind === 'resumed'),
    )
  }, 60_000)

  it('finds what was made by its mark, when the answer was lost', async () => {
    const { copy, events } = await strike({ request: making, moment: 'effected', delay: 0 })
    expect(server.calls.map(({ action }) => action)).toEqual(['make-copy', 'label'])
    expect(server.copies.map(({ Label }) => Label)).toEqual(['none', 'mine'])
    expect(doneOf(events)[0]).toMatchObject({ outcome: 'already', created: [copy?.id] })
  }, 60_000)

  it('makes it when the call never came', async () => {
    const { copy, events } = await strike({ request: making, moment: 'received', delay: 0 })
    expect(server.calls.map(({ action }) => action)).toEqual(['make-copy', 'label'])
    expect(doneOf(events)[0]).toMatchObject({ outcome: 'changed', attempt: 2, created: [copy?.id] })
    expect(copy?.Label).toBe('mine')
  }, 60_000)
})
