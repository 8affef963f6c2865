import { describe, expect, it } from 'vitest'
import type { ObjectStore } from '../../src/core/object-store.js'
import type { Resource } from '../../src/core/resource.js'
import type { RunRecord } from '../../src/core/run.js'
import { auditRuns, requestCancel } from '../../src/runner/apply/index.js'
import { readRun, recordKey, sealRecord } from '../../src/store/run-log/index.js'
import { ApplyWorld, codesOf, ranTo } from '../support/apply-world.js'
import { fakeResource } from '../support/fake-estate.js'
import { machineType, settingOperation } from '../support/fake-operations.js'
import { plannedRun, type TestStep } from '../support/planned-run.js'

const paint = settingOperation('paint', 'Colour')
const name = settingOperation('name', 'Name')
const verify: TestStep = { kind: 'verify', step: '9-verify', policies: [], within: 0 }

function machine(): Resource {
  return fakeResource(machineType, 'a', { Colour: 'grey', Name: 'a' })
}

async function openWorld(): Promise<ApplyWorld> {
  return await ApplyWorld.open([machine()], [paint, name])
}

/** A promise that a test keeps when it wants to. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** Paints and names the machine; interrupted after the first step. */
async function interruptedRun(world: ApplyWorld): Promise<string> {
  const controller = new AbortController()
  world.cloud.interfere = () => {
    controller.abort()
    return undefined
  }
  const plan = plannedRun({ resources: [machine()], steps: [[paint, 'red'], [name, 'x'], verify] })
  const { id } = ranTo(await world.apply(plan, { signal: controller.signal }))
  world.cloud.interfere = () => undefined
  return id
}

describe('two runners', () => {
  it('of one run: one goes on, the other is refused, and no step is repeated', async () => {
    const world = await openWorld()
    const run = await interruptedRun(world)
    const outcomes = await Promise.all([world.resume(run), world.resume(run)])
    const codes = outcomes.flatMap(codesOf).sort()
    expect(codes[0]).toBe('ended')
    expect(codes[1]).toMatch(/^run-(held|finished)$/)
    expect(world.cloud.calls).toHaveLength(2)
    expect((await readRun(world.store, run))?.faults).toEqual([])
  })

  it('of one plan: it is applied once', async () => {
    const world = await openWorld()
    const plan = plannedRun({ resources: [machine()], steps: [[paint, 'red'], verify] })
    const outcomes = await Promise.all([world.apply(plan), world.apply(plan), world.apply(plan)])
    expect(outcomes.filter(({ kind }) => kind === 'ended')).toHaveLength(1)
    expect(outcomes.flatMap(codesOf).filter((code) => /^(run-held|plan-applied-before)$/.test(code))).toHaveLength(2)
    expect(world.cloud.calls).toHaveLength(1)
  })

  it('of one resource: they never act on it at once, and the second finds it moved', async () => {
    const world = await openWorld()
    let acting = 0
    let most = 0
    world.cloud.interfere = async () => {
      most = Math.max(most, ++acting)
      await new Promise((resolve) => setTimeout(resolve, 20))
      acting -= 1
      return undefined
    }
    const plans = ['red', 'blue', 'green'].map((colour) =>
      plannedRun({ resources: [machine()], steps: [[paint, colour], verify], createdAt: colour }),
    )
    const sleep = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
    const outcomes = await Promise.all(plans.map((plan) => world.apply(plan, { sleep })))
    expect(most).toBe(1)
    expect(world.cloud.calls).toHaveLength(1)
    expect(outcomes.map((outcome) => ranTo(outcome).phase).sort()).toEqual(['failed', 'failed', 'succeeded'])
  })

  it('of which one was frozen beyond its lease: it does nothing more when it thaws', async () => {
    const world = await openWorld()
    const [frozen, thaw] = [gate(), gate()]
    let calls = 0
    world.cloud.interfere = async () => {
      if (++calls > 1) return undefined
      frozen.open()
      await thaw.opened
      return undefined
    }
    const plan = plannedRun({ resources: [machine()], steps: [[paint, 'red'], [name, 'x'], verify] })
    const first = world.apply(plan)
    await frozen.opened
    const run = world.records[0]?.run ?? ''
    expect(codesOf(await world.resume(run))).toEqual(['run-held'])
    world.now += 61_000
    expect(ranTo(await world.resume(run)).phase).toBe('succeeded')
    const records = (await readRun(world.store, run))?.records.length
    thaw.open()
    expect((await first).kind).toBe('lost')
    expect((await readRun(world.store, run))?.records).toHaveLength(records ?? 0)
  })

  it('of which one died on this machine: nobody waits for its lease', async () => {
    const world = await openWorld()
    const [dying, never] = [gate(), gate()]
    world.cloud.interfere = async (request, cloud) => {
      if (cloud.calls.length > 0) return undefined
      const outcome = cloud.perform(request)
      dying.open()
      await never.opened
      return outcome
    }
    void world.apply(plannedRun({ resources: [machine()], steps: [[paint, 'red'], verify] }))
    await dying.opened
    const run = world.records[0]?.run ?? ''
    expect(ranTo(await world.resume(run, { isGone: () => true })).phase).toBe('succeeded')
    expect(world.cloud.calls).toHaveLength(1)
    expect(world.events('done')).toMatchObject([{ outcome: 'already' }])
  })
})

describe('a request to cancel', () => {
  it('lets the step under way end, and no further one begin', async () => {
    const world = await openWorld()
    world.cloud.interfere = async () => {
      await requestCancel(world.records[0]?.run ?? '', 'grace', world.ports())
      return undefined
    }
    const plan = plannedRun({ resources: [machine()], steps: [[paint, 'red'], [name, 'x'], verify] })
    const state = ranTo(await world.apply(plan))
    expect([state.phase, state.cancelRequestedBy]).toEqual(['cancelled', 'grace'])
    expect(world.cloud.calls).toHaveLength(1)
    expect(world.kinds().slice(-4)).toEqual(['cancel-requested', 'done', 'stopped', 'finished'])
  })
})

describe('a store whose answers are lost', () => {
  it('has each record once: a create that was repeated finds its own first attempt', async () => {
    const world = await openWorld()
    let lost = 0
    const store: ObjectStore = {
      ...world.store,
      create: async (key, body) => {
        const created = await world.store.create(key, body)
        if (key.startsWith('runs/') && lost++ % 2 === 0) throw new Error('no answer')
        return created
      },
    }
    const plan = plannedRun({ resources: [machine()], steps: [[paint, 'red'], [name, 'x'], verify] })
    const { id, phase } = ranTo(await world.apply(plan, { store }))
    expect(phase).toBe('succeeded')
    expect((await readRun(world.store, id))?.records).toHaveLength(7)
    expect(world.cloud.calls).toHaveLength(2)
  })
})

describe('records that were tampered with', () => {
  type Tampering = (store: ObjectStore, run: string) => Promise<void>
  const rewrite = async (store: ObjectStore, key: string, change: (record: RunRecord) => unknown): Promise<void> => {
    const body = (await store.get(key))?.body
    await store.put(key, Buffer.from(JSON.stringify(change(JSON.parse(Buffer.from(body ?? '').toString())))))
  }
  const copy = async (store: ObjectStore, from: string, to: string): Promise<void> =>
    store.put(to, (await store.get(from))?.body ?? new Uint8Array())

  it.each<[string, Tampering, string]>([
    [
      'an edited record',
      (store, run) => rewrite(store, recordKey(run, 3), (record) => ({ ...record, at: '2020-01-01T00:00:00.000Z' })),
      'run-record-edited',
    ],
    ['a gap', (store, run) => store.delete(recordKey(run, 2)), 'run-record-missing'],
    ['a replayed record', (store, run) => copy(store, recordKey(run, 3), recordKey(run, 5)), 'run-record-replayed'],
    [
      'a record cut off in the middle',
      (store, run) => store.put(recordKey(run, 2), Buffer.from('{"run"')),
      'run-record-torn',
    ],
    ['an empty record in the middle', (store, run) => store.put(recordKey(run, 3), Buffer.from('')), 'run-record-torn'],
    ['a tail that was cut off', (store, run) => store.delete(recordKey(run, 4)), 'run-tail-missing'],
  ])('are refused: %s', async (_what, tamper, code) => {
    const world = await openWorld()
    const run = await interruptedRun(world)
    await tamper(world.store, run)
    expect(codesOf(await world.resume(run))).toContain(code)
    expect(world.cloud.calls).toHaveLength(1)
    const [audit] = await auditRuns(world.store, run)
    expect(audit?.problems.map((problem) => problem.code)).toContain(code)
  })

  it('are refused when an exchanged record has a hash of its own', async () => {
    const world = await openWorld()
    const run = await interruptedRun(world)
    await rewrite(world.store, recordKey(run, 2), ({ hash: _, writer = '', ...record }) =>
      sealRecord({ ...record, writer, at: '2020-01-01T00:00:00.000Z' }),
    )
    expect(codesOf(await world.resume(run))).toContain('run-chain-broken')
  })

  it('are told from a write that was cut off at the end, which is owned up to and never a completed step', async () => {
    const world = await openWorld()
    const run = await interruptedRun(world)
    await world.store.put(recordKey(run, 5), Buffer.from('{"event":{"kind":"done","step":"'))
    expect(ranTo(await world.resume(run)).phase).toBe('succeeded')
    expect(world.cloud.calls).toHaveLength(2)
    expect(world.events('resumed')).toMatchObject([{ torn: [{ number: 5 }] }])
    const [audit] = await auditRuns(world.store, run)
    expect([audit?.problems, audit?.torn.map(({ number }) => number)]).toEqual([[], [5]])
  })

  it('are noticed when a whole run was taken away', async () => {
    const world = await openWorld()
    const run = await interruptedRun(world)
    for (let number = 1; number <= 4; number++) await world.store.delete(recordKey(run, number))
    expect((await auditRuns(world.store)).flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual([
      'run-tail-missing',
    ])
  })
})
