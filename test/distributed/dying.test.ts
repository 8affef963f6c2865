import { beforeEach, expect, it } from 'vitest'
import { type Crew, until } from './crew.js'
import { describeCrew } from './describe-crew.js'
import { lostExitCode } from './obedient-worker.js'
import { planFor } from './shared-world.js'
import type { WorkerProcess } from './worker-processes.js'

const steps = 10
const plans = Array.from({ length: 12 }, (_, index) => planFor([`m${index}`], { to: steps }))

describeCrew('of workers that share a database', (open) => {
  let crew: Crew

  beforeEach(async () => {
    crew = await open()
  })

  it('one is killed: no step is repeated and none is lost', async () => {
    const [first, second] = [await crew.start(), await crew.start()]
    const runs = await crew.begin(first, plans)
    const struck = await crew.strike([first, second], 'SIGKILL')
    await crew.untilAre(runs, 'succeeded')
    const left = struck === first ? second : first
    expect(crew.park.calls.filter(({ worker }) => worker === left.worker).length).toBeGreaterThan(0)
    await crew.expectEverythingOnce(runs, steps)
  })

  it('one is frozen: the other takes over, and the first ends without doing anything when it wakes up', async () => {
    const [first, second] = [await crew.start(), await crew.start()]
    const runs = await crew.begin(first, plans)
    const struck = await crew.strike([first, second], 'SIGSTOP')
    await crew.untilAre(runs, 'succeeded')
    await expectToEnd(struck)
    await crew.expectEverythingOnce(runs, steps)
  })

  it('one is frozen in the midst of a transaction: the rows that it locked are given to the others', async () => {
    const first = await crew.start()
    await dawdleWhenAssigned(first)
    const runs = await crew.begin(first, plans.slice(0, 1))
    await until(async () => (await sessions("wait_event = 'PgSleep'")) > 0)
    await first.strike('SIGSTOP')
    await until(async () => (await sessions("state = 'idle in transaction'")) > 0)
    await crew.start()
    await crew.untilAre(runs, 'succeeded')
    await expectToEnd(first)
    await crew.expectEverythingOnce(runs, steps)
  })

  it('all lose the database: they end, and new ones find in an empty one what the store says is to be done', async () => {
    const lost = [await crew.start(), await crew.start()]
    const [first] = lost
    if (!first) throw new Error('two were started')
    const runs = await crew.begin(first, plans)
    await until(() => crew.park.calls.length > 0)
    crew.loseDatabase()
    expect(await Promise.all(lost.map(({ exit }) => exit))).toEqual([lostExitCode, lostExitCode])
    await Promise.all([crew.start(), crew.start()])
    await crew.untilAre(runs, 'succeeded')
    await crew.expectEverythingOnce(runs, steps)
  })

  async function expectToEnd(struck: WorkerProcess): Promise<void> {
    const calls = crew.park.calls.length
    struck.wakeUp()
    expect(await struck.exit).toBe(lostExitCode)
    expect(crew.park.calls.length).toBe(calls)
  }

  /** Makes the statement that assigns jobs to a worker take five seconds. */
  async function dawdleWhenAssigned({ worker }: WorkerProcess): Promise<void> {
    await crew.query(
      `create function dawdle() returns trigger language plpgsql as
         'begin perform pg_sleep(5); return new; end'`,
    )
    await crew.query(
      `create trigger dawdle before update on dbos.workflow_status for each row
         when (new.status = 'PENDING' and new.executor_id = '${worker}') execute function dawdle()`,
    )
  }

  async function sessions(condition: string): Promise<number> {
    const [row] = await crew.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and ${condition}`,
    )
    return row?.count ?? 0
  }
})
