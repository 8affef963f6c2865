import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../src/core/clock.js'
import type { PlannedAction } from '../../src/core/plan.js'
import { runState } from '../../src/engine/run/index.js'
import { scan } from '../../src/runner/index.js'
import { folderStore, readScan } from '../../src/store/index.js'
import { readRun } from '../../src/store/run-log/index.js'
import { MachinePark } from './machine-park.js'
import { startPostgres } from './postgres.js'
import { before, estateBundle, estateCatalog, estateProvider, planFor } from './shared-world.js'
import { bundleWorker, WorkerProcess, type WorkerSite } from './worker-processes.js'

const server = await startPostgres()
const absent = 'reason' in server ? server.reason : undefined
const machines = Array.from({ length: 12 }, (_, index) => `m${index}`)
const steps = 10

describe.skipIf(absent)(`workers that share a database${absent ? ` (skipped: ${absent})` : ''}`, () => {
  let script = ''
  let site: WorkerSite
  let park: MachinePark
  let databases = 0
  const workers: WorkerProcess[] = []

  beforeAll(async () => {
    script = await bundleWorker()
  })
  afterAll(() => {
    if (!('reason' in server)) server.stop()
  })

  beforeEach(async () => {
    if ('reason' in server) return
    park = new MachinePark(before, 100)
    const folder = await mkdtemp(join(tmpdir(), 'escher-workers-'))
    site = { url: server.create(`test${++databases}`), folder, park: await park.listen() }
  })
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.end()))
    await park.close()
    await rm(site.folder, { recursive: true, force: true })
  })

  async function start(more: Partial<WorkerSite> = {}): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start(script, { ...site, ...more })
    workers.push(worker)
    return worker
  }

  async function begin(
    worker: WorkerProcess,
    between: readonly PlannedAction[] = [],
    names = machines,
  ): Promise<string[]> {
    return (await worker.ask(
      'begin',
      names.map((name) => planFor(name, steps, between)),
    )) as string[]
  }

  async function phaseOf(run: string): Promise<string | undefined> {
    const chain = await readRun(folderStore(site.folder), run)
    expect(chain?.faults ?? []).toEqual([])
    return runState(chain?.records ?? [])?.phase
  }

  async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
    while (!(await condition())) await delay(100)
  }

  const allAre = (runs: readonly string[], phase: string) => async (): Promise<boolean> =>
    (await Promise.all(runs.map(phaseOf))).every((each) => each === phase)

  /** Every step of every run was done, once, and none that was done was begun again. */
  async function expectEverythingOnce(runs: readonly string[]): Promise<void> {
    for (const machine of machines.slice(0, runs.length)) {
      expect(Object.values(park.properties(machine))).toEqual(Array(steps).fill('after'))
    }
    expect(park.countsByToken()).toEqual(Array(runs.length * steps).fill(1))
    for (const run of runs) {
      const events = (await readRun(folderStore(site.folder), run))?.records.map(({ event }) => event) ?? []
      const done = events.flatMap((event, at) => (event.kind === 'done' ? [{ step: event.step, at }] : []))
      expect(done).toHaveLength(steps)
      for (const { step, at } of done) {
        expect(events.slice(at).filter((event) => event.kind === 'started' && event.step === step)).toEqual([])
      }
    }
  }

  /** Signals whichever worker makes the next call, in the midst of its runs: which one is busy is a matter of chance. */
  async function strike(candidates: readonly WorkerProcess[], signal: 'SIGKILL' | 'SIGSTOP'): Promise<WorkerProcess> {
    return new Promise((resolve) => {
      park.onCall = () => {
        const busy = candidates.find(({ worker }) => worker === park.calls.at(-1)?.worker)
        if (!busy) return
        park.onCall = () => undefined
        busy.signal(signal)
        resolve(busy)
      }
    })
  }

  /** How many jobs of a kind each worker did. */
  async function jobsByWorker(kind: string): Promise<Record<string, number>> {
    const client = new pg.Client({ connectionString: site.url })
    await client.connect()
    const { rows } = await client.query(
      'select executor_id, count(*)::int as jobs from dbos.workflow_status where name = $1 group by 1',
      [kind],
    )
    await client.end()
    return Object.fromEntries(rows.map((row) => [row.executor_id, row.jobs]))
  }

  it('share a scan, and report what a single process reports', async () => {
    const now = '2026-11-24T00:00:00.000Z'
    const [first, second] = await Promise.all([start({ now }), start({ now })])
    const id = '20261124T000000Z-aaaa'
    expect(await first.ask('scan', id)).toBe(id)
    const alone = folderStore(await mkdtemp(join(site.folder, 'alone-')))
    const expected = await scan(
      { bundle: estateBundle },
      {
        store: alone,
        catalog: estateCatalog,
        providers: [estateProvider],
        clock: fixedClock(now),
        root: '/',
        suffix: () => 'aaaa',
      },
    )
    expect(expected.findings.length).toBeGreaterThan(100)
    expect(await readScan(folderStore(site.folder), id)).toEqual(JSON.parse(JSON.stringify(expected)))
    const jobs = await jobsByWorker('listing')
    expect(Object.keys(jobs).sort()).toEqual([first.worker, second.worker].sort())
    expect(Object.values(jobs).reduce((sum, count) => sum + count, 0)).toBe(36)
  })

  it('repeat no step and lose none when one of them is killed', async () => {
    const [first, second] = [await start(), await start()]
    const runs = await begin(first)
    const struck = await strike([first, second], 'SIGKILL')
    await until(allAre(runs, 'succeeded'))
    expect(await struck.exit).not.toBe(0)
    expect(new Set(park.calls.map(({ worker }) => worker))).toEqual(new Set([first.worker, second.worker]))
    await expectEverythingOnce(runs)
  })

  it('take over from one that is frozen, which then ends without doing anything', async () => {
    const [first, second] = [await start(), await start()]
    const runs = await begin(first)
    const struck = await strike([first, second], 'SIGSTOP')
    await until(allAre(runs, 'succeeded'))
    const calls = park.calls.length
    struck.signal('SIGCONT')
    expect(await struck.exit).toBe(70)
    expect(park.calls.length).toBe(calls)
    await expectEverythingOnce(runs)
  })

  it('keep nothing for a run that waits, which goes on though all of them ended meanwhile', async () => {
    const first = await start()
    const names = machines.slice(0, 2)
    const runs = await begin(first, [{ kind: 'wait', step: '3-wait', seconds: 4, timeout: 60 }], names)
    await until(allAre(runs, 'waiting'))
    await until(async () => Object.keys(await jobsByWorker('run')).length > 0)
    await first.ask('leave')
    expect(await first.exit).toBe(0)
    await start()
    await until(allAre(runs, 'succeeded'))
    await expectEverythingOnce(runs)
  })

  it('go on with a run as soon as they are told that its approval is there', async () => {
    const [first] = [await start(), await start()]
    const approve = { kind: 'approve', step: '3-approve', roles: ['manager'], count: 1, expires: 86_400 } as const
    const [run = ''] = await begin(first, [approve], ['m0'])
    await until(allAre([run], 'waiting'))
    await delay(1_000)
    expect(park.calls).toHaveLength(2)
    await writeFile(join(site.folder, 'approved'), '')
    const told = Date.now()
    await first.ask('wake', run)
    await until(allAre([run], 'succeeded'))
    expect(Date.now() - told).toBeLessThan(10_000)
    await expectEverythingOnce([run])
  })
})
