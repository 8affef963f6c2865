import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { fixedClock } from '../../src/core/clock.js'
import { scan } from '../../src/runner/index.js'
import { folderStore, readScan } from '../../src/store/index.js'
import { type Crew, until } from './crew.js'
import { describeCrew } from './describe-crew.js'
import { estateBundle, estateCatalog, estateProvider, everyMinute, planFor } from './shared-world.js'

const now = '2026-11-24T00:00:20.000Z'

describeCrew('two workers that share a database', (open) => {
  let crew: Crew

  beforeEach(async () => {
    crew = await open()
  })

  it('share a scan, and report what a single process reports', async () => {
    const [first, second] = await Promise.all([crew.start({ now }), crew.start({ now })])
    const id = '20261124T000020Z-aaaa'
    await crew.untilBothAreBusy('listing', async () => {
      expect(await first.ask('scan', { id, by: 'estate' })).toBe(id)
    })
    const alone = {
      store: folderStore(await mkdtemp(join(crew.folder, 'alone-'))),
      catalog: estateCatalog,
      providers: [estateProvider],
      clock: fixedClock(now),
      root: '/',
      suffix: () => 'aaaa',
    }
    const expected = await scan({ bundle: estateBundle }, alone)
    expect(expected.findings.length).toBeGreaterThan(100)
    expect(await readScan(crew.store, id)).toEqual(JSON.parse(JSON.stringify(expected)))
    const jobs = await crew.query<{ executor_id: string; jobs: number }>(
      "select executor_id, count(*)::int as jobs from dbos.workflow_status where name = 'listing' group by 1",
    )
    expect(jobs.map(({ executor_id }) => executor_id).sort()).toEqual([first.worker, second.worker].sort())
    expect(jobs.reduce((sum, each) => sum + each.jobs, 0)).toBe(36)
  })

  it('read no more than 8 listings of an account and API at once, and begin no more than 20 a second', async () => {
    const [first] = await Promise.all([crew.start(), crew.start()])
    await first.ask('scan', { id: 'wide', by: 'wide' })
    const reads = crew.park.tales.filter(({ what }) => what === 'read')
    expect(reads).toHaveLength(80)
    expect(new Set(reads.map(({ about }) => about)).size).toBe(80)
    expect(mostAtOnce(reads)).toBeGreaterThan(1)
    expect(mostAtOnce(reads)).toBeLessThanOrEqual(8)
    expect(mostWithinASecond(await beginnings('listing'))).toBeLessThanOrEqual(20)
  })

  it('begin no more than 20 turns of runs of an account a second', async () => {
    const [first] = await Promise.all([crew.start(), crew.start()])
    const plans = Array.from({ length: 50 }, (_, index) => planFor([`m${index}`], { to: 1 }))
    const runs = await crew.begin(first, plans)
    await crew.untilAre(runs, 'succeeded')
    const begun = await beginnings('run')
    expect(begun).toHaveLength(50)
    expect(mostWithinASecond(begun)).toBeLessThanOrEqual(20)
    await crew.expectEverythingOnce(runs, 1)
  })

  it('never act on one machine for two runs at a time, be it their only target or one of several', async () => {
    const [first] = await Promise.all([crew.start(), crew.start()])
    const parts = [
      { from: 0, to: 3 },
      { from: 3, to: 6 },
    ]
    const machines = Array.from({ length: 18 }, (_, index) => `m${index}`)
    const single = machines.flatMap((machine) => parts.map((part) => planFor([machine], part)))
    const several = planFor(['m0', 'm1'], { from: 6, to: 10 })
    let runs: readonly string[] = []
    await crew.untilBothAreBusy('run', async () => {
      runs = await crew.begin(first, [...single, several])
    })
    await crew.untilAre(runs, 'succeeded')
    expect(Object.values(crew.park.properties('m1'))).toEqual(Array(10).fill('after'))
    for (const machine of machines) {
      const calls = crew.park.calls.filter((call) => call.machine === machine)
      const turns = calls.map(({ property }) => runOf(property))
      expect(turns.filter((run, at) => run !== turns[at - 1]).length).toBe(new Set(turns).size)
      expect(mostAtOnce(calls)).toBe(1)
    }
  })

  it('repeat no completed step of a run that is dispatched again, in the midst of it or afterwards', async () => {
    const [first, second] = await Promise.all([crew.start(), crew.start()])
    const [run = ''] = await crew.begin(first, [planFor(['m0'], { to: 10 })])
    await until(() => crew.park.calls.length > 2)
    const shared = { run, account: '1', target: undefined }
    const during = ['a', 'b', 'c', 'd'].map((again) => second.ask('dispatch', { ...shared, again }))
    await Promise.all(during)
    await crew.untilAre([run], 'succeeded')
    await second.ask('dispatch', { ...shared, again: 'afterwards' })
    await until(
      async () => (await crew.query("select 1 from dbos.workflow_status where status <> 'SUCCESS'")).length === 0,
    )
    await crew.expectEverythingOnce([run], 10)
  })

  it('do once what a schedule says is due', async () => {
    const workers = await Promise.all([crew.start({ now }), crew.start({ now })])
    const told = (what: string): readonly string[] =>
      crew.park.tales.filter((tale) => tale.what === what && tale.to !== undefined).map(({ about }) => about)
    await until(() => new Set(told('asked what is due')).size === workers.length)
    expect(told('performed')).toEqual([everyMinute.id])
  })

  /** When the database gave jobs of a kind to a worker, in milliseconds. */
  async function beginnings(kind: string): Promise<readonly number[]> {
    const rows = await crew.query<{ at: string }>(
      'select started_at_epoch_ms as at from dbos.workflow_status where name = $1 order by 1',
      [kind],
    )
    return rows.map(({ at }) => Number(at))
  }
})

/** Which of the runs on a machine sets a property: the first, the second, or the one with several targets. */
function runOf(property: string): 'first' | 'second' | 'several' {
  if (property >= 'P6') return 'several'
  return property < 'P3' ? 'first' : 'second'
}

interface Lasting {
  readonly from: number
  readonly to?: number
}

/** How many lasted at the same moment. */
function mostAtOnce(all: readonly Lasting[]): number {
  const at = (moment: number): number => all.filter(({ from, to = from }) => from <= moment && moment < to).length
  return Math.max(...all.map(({ from }) => at(from)))
}

/** How many sorted instants fall into one second. */
function mostWithinASecond(instants: readonly number[]): number {
  return Math.max(
    ...instants.map((first, at) => instants.slice(at).filter((instant) => instant < first + 1_000).length),
  )
}
