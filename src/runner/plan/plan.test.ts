import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeBundle, fakeProvider } from '../../../test/support/fake-estate.js'
import {
  configuration,
  disk,
  expression,
  machine,
  machineType,
  operations,
  playbook,
  policy,
  priceSheet,
  setPower,
  step,
  types,
} from '../../../test/support/fake-plan.js'
import { unbilled } from '../../core/billing.js'
import type { Bundle } from '../../core/bundle.js'
import { fixedClock } from '../../core/clock.js'
import { collect } from '../../core/collect.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { ReadRequest } from '../../core/provider.js'
import type { Resource } from '../../core/resource.js'
import { verifyPlan } from '../../engine/plan/index.js'
import { folderStore } from '../../store/index.js'
import { locateSnapshot } from '../locate.js'
import type { ScanPorts } from '../scan.js'
import { type PlanningRequest, plan } from './plan.js'
import { planKey, readPlan } from './plan-store.js'

const stop = playbook('stop', [step('set-state', { params: { to: 'stopped' } })])
const noRunning = { ...policy('no-running', "resource.State == 'running'"), remediation: { playbook: 'stop' } }
const noStopped = policy('no-stopped', "resource.State == 'stopped'")
const resources = [machine('a'), machine('b', { State: 'stopped' }), machine('c'), disk('d1', 'a')]

let folder: string
let store: ObjectStore
let reads: ReadRequest[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escher-plan-'))
  store = folderStore(folder)
  reads = []
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function ports(estate: readonly Resource[] = resources): ScanPorts {
  return {
    store,
    catalog: { types, operations: async () => operations },
    providers: [
      fakeProvider({
        types: [...types.values()],
        resources: estate,
        onRead: (request) => {
          reads.push(request)
        },
      }),
    ],
    clock: fixedClock('2026-11-24T10:00:00Z'),
    root: folder,
    suffix: () => 'aaaa',
  }
}

function asking(more: Partial<PlanningRequest> = {}, playbooks: Bundle['playbooks'] = [stop]): PlanningRequest {
  const bundle = fakeBundle({ policies: [noRunning, noStopped], playbooks, configuration })
  return { bundle, selection: {}, select: new Map(), requester: 'ada', ...more }
}

describe('planning', () => {
  it('scans first, and takes the remedies of what violates', async () => {
    const { plan: made } = await plan(asking(), ports())
    expect(made?.targets.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(made?.prediction.resolved.map(({ finding }) => finding).sort()).toEqual(
      made?.targets.flatMap(({ findings }) => findings).sort(),
    )
    expect(made?.prediction.appearing.map(({ policy: id }) => id)).toEqual(['no-stopped', 'no-stopped'])
  })

  it('keeps the plan in the store under its hash', async () => {
    const { plan: made } = await plan(asking(), ports())
    const kept = await store.get(planKey(made?.hash ?? ''))
    expect(verifyPlan(JSON.parse(Buffer.from(kept?.body ?? []).toString('utf8'))).value).toEqual(made)
    expect((await readPlan(store, made?.hash.slice(0, 12) ?? ''))?.value).toEqual(made)
  })

  it('gives the same plan for the same snapshot', async () => {
    const { plan: made } = await plan(asking(), ports())
    const again = await plan(asking({ fromSnapshot: made?.snapshot ?? '' }), ports([]))
    expect(again.plan).toEqual(made)
  })

  it('narrows a playbook by selection and condition', async () => {
    const only = new Map([['x.machine', [expression("name != 'a'")]]])
    const { plan: made } = await plan(asking({ playbook: { id: 'stop', with: {} }, select: only }), ports())
    expect(made?.targets.map(({ id }) => id)).toEqual(['c'])
    const selected = await plan(
      asking({ playbook: { id: 'stop', with: {} }, selection: { resources: ['a'] } }),
      ports(),
    )
    expect(selected.plan?.targets.map(({ id }) => id)).toEqual(['a'])
  })

  it('says which resources that were asked for are not there', async () => {
    const asked = (...globs: string[]) =>
      plan(asking({ playbook: { id: 'stop', with: {} }, selection: { resources: globs } }), ports())
    const none = await asked('nope', 'd1')
    expect(none.diagnostics).toMatchObject([{ code: 'no-resource-selected', severity: 'error' }])
    expect(none.diagnostics[0]?.message).toContain('`nope` or `d1`')
    const some = await asked('a', 'nope')
    expect(some.plan?.targets.map(({ id }) => id)).toEqual(['a'])
    expect(some.diagnostics).toMatchObject([{ code: 'resources-unmatched', severity: 'warning' }])
    expect((await asked('b')).diagnostics.map(({ code }) => code)).toEqual(['nothing-to-do'])
    const remedies = await plan(asking({ selection: { resources: ['b'] } }), ports())
    expect(remedies.diagnostics.map(({ code }) => code)).toEqual(['nothing-to-do'])
  })

  it('leaves behind no snapshot that could be taken for one of everything', async () => {
    const { plan: made } = await plan(asking(), ports())
    expect(await locateSnapshot(store, 'latest')).toMatchObject({ diagnostics: [{ code: 'no-whole-snapshot' }] })
    expect((await locateSnapshot(store, made?.snapshot ?? '')).value?.narrowed).toBe(true)
  })

  it('reads what operations look at, though no policy does', async () => {
    const power = playbook('power', [step(setPower.verb, { params: { to: 'off' } })])
    const asked = asking({ playbook: { id: 'power', with: {} } }, [power])
    const { plan: made } = await plan(asked, ports())
    expect(reads.filter(({ type }) => type === 'x.machine').every(({ aspects }) => aspects.includes('power'))).toBe(
      true,
    )
    expect(made?.targets).toHaveLength(3)
  })

  it.each([
    ['reads what resources are billed by where there are prices', [priceSheet({ 'x.machine.running': '1' })], true],
    ['does not read it where there are none', [], false],
  ])('%s', async (_, priceSheets, isRead) => {
    const billing = { ...unbilled('https://example.com'), properties: ['Power'] }
    const priced = new Map(types).set('x.machine', { ...machineType, billing })
    const asked = asking({ playbook: { id: 'stop', with: {} } })
    const given = ports()
    const onRead = (request: ReadRequest) => {
      reads.push(request)
    }
    const provider = fakeProvider({ types: [...priced.values()], resources, onRead })
    await plan(
      { ...asked, bundle: { ...asked.bundle, priceSheets } },
      { ...given, providers: [provider], catalog: { ...given.catalog, types: priced } },
    )
    const own = reads.filter(({ type }) => type === 'x.machine')
    expect(own.length).toBeGreaterThan(0)
    expect(own.every(({ aspects }) => aspects.includes('power'))).toBe(isRead)
  })

  it('refuses to guess on a snapshot that was made without it', async () => {
    const { plan: made } = await plan(asking(), ports())
    const power = playbook('power', [step(setPower.verb, { params: { to: 'off' } })])
    const asked = asking({ playbook: { id: 'power', with: {} }, fromSnapshot: made?.snapshot ?? '' }, [power])
    const outcome = await plan(asked, ports())
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['every-target-refused'])
  })

  it('does not call it nothing to do when the targets could not be listed', async () => {
    const unread = { reason: 'access-denied', message: 'not allowed' } as const
    const closed = {
      ...ports([]),
      providers: [fakeProvider({ types: [...types.values()], resources: [], unreadAccounts: { '1': unread } })],
    }
    const outcome = await plan(asking(), closed)
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['no-targets-read'])
  })

  it('keeps nothing when it is refused', async () => {
    const small = { ...stop, limits: { ...stop.limits, maximumTargets: 1 } }
    const outcome = await plan(asking({}, [small]), ports())
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['too-many-targets'])
    expect(await collect(store.list('plans/'))).toEqual([])
  })

  it.each<[string, Partial<PlanningRequest>, string]>([
    ['a playbook that does not exist', { playbook: { id: 'nope', with: {} } }, 'playbook-not-found'],
    ['a parameter that it does not have', { playbook: { id: 'stop', with: { hour: 1 } } }, 'undeclared-parameter'],
    ['policies without a remedy', { selection: { policies: ['no-stopped'] } }, 'no-remedy'],
  ])('refuses %s before anything is read', async (_, more, code) => {
    const outcome = await plan(asking(more), ports())
    expect(outcome.diagnostics.map((one) => one.code)).toEqual([code])
    expect(reads).toEqual([])
  })
})
