import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import type { ObjectStore } from '../../src/core/object-store.js'
import type { Plan } from '../../src/core/plan.js'
import type { RunRecord } from '../../src/core/run.js'
import { runState } from '../../src/engine/run/index.js'
import { folderStore } from '../../src/store/index.js'
import { readRun } from '../../src/store/run-log/index.js'
import { startedAfterDone } from '../crash/started-after-done.js'
import { MachinePark } from './machine-park.js'
import type { PostgresServer } from './postgres.js'
import { before } from './shared-world.js'
import { WorkerProcess, type WorkerSite } from './worker-processes.js'

const changeMilliseconds = 100
let databases = 0

/** Workers of one test, with the database, the store and the machines that they share. */
export class Crew {
  readonly store: ObjectStore
  private readonly workers: WorkerProcess[] = []

  private constructor(
    private readonly script: string,
    private readonly server: PostgresServer,
    readonly park: MachinePark,
    private readonly site: WorkerSite,
  ) {
    this.store = folderStore(site.folder)
  }

  static async open(script: string, server: PostgresServer): Promise<Crew> {
    const park = new MachinePark(before, changeMilliseconds)
    const folder = await mkdtemp(join(tmpdir(), 'escher-workers-'))
    const url = server.create(`crew${++databases}`)
    return new Crew(script, server, park, { url, folder, park: await park.listen() })
  }

  /** Ends whatever still runs. */
  async close(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.end()))
    await this.park.close()
    await rm(this.site.folder, { recursive: true, force: true })
  }

  get folder(): string {
    return this.site.folder
  }

  /** Starts a worker. */
  async start(more: Partial<WorkerSite> = {}): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start(this.script, { ...this.site, ...more })
    this.workers.push(worker)
    return worker
  }

  /** Begins runs of plans, which all workers may go on with. */
  async begin(worker: WorkerProcess, plans: readonly Plan[]): Promise<readonly string[]> {
    return (await worker.ask('begin', plans)) as string[]
  }

  /** Asks the database. */
  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return await this.connected(async (client) => (await client.query<Row>(text, [...values])).rows)
  }

  /** Does something on a connection of its own. */
  async connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.site.url })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  /** Takes the database away, whoever uses it, and makes an empty one of the same name. */
  loseDatabase(): void {
    this.server.recreate(this.site.url)
  }

  async phaseOf(run: string): Promise<string | undefined> {
    return runState(await this.recordsOf(run))?.phase
  }

  /** Resolves when all runs are in a phase. */
  async untilAre(runs: readonly string[], phase: string): Promise<void> {
    await until(async () => (await Promise.all(runs.map((run) => this.phaseOf(run)))).every((each) => each === phase))
  }

  /** Every step of every run was done, once, and none that was done was begun again. */
  async expectEverythingOnce(runs: readonly string[], steps: number): Promise<void> {
    expect(this.park.countsByToken()).toEqual(Array(runs.length * steps).fill(1))
    for (const run of runs) {
      const records = await this.recordsOf(run)
      expect(records.filter(({ event }) => event.kind === 'done')).toHaveLength(steps)
      expect(startedAfterDone(records)).toEqual([])
    }
  }

  /**
   * Signals whichever worker makes the next change, when each of its runs is in the midst of one: half of these changes take
   * effect after the signal, and half are lost. Which worker is busy is a matter of chance, and nothing else is.
   */
  async strike(candidates: readonly WorkerProcess[], signal: 'SIGKILL' | 'SIGSTOP'): Promise<WorkerProcess> {
    const busy = await this.nextBusy(candidates)
    this.park.hold(busy.worker)
    await until(async () => {
      const { heldChanges } = this.park
      const [rows] = await this.query<{ open: number; mine: number }>(
        `select count(*) filter (where status = 'ENQUEUED')::int as open,
                count(*) filter (where status = 'PENDING' and executor_id = $1)::int as mine
           from dbos.workflow_status where name = 'run'`,
        [busy.worker],
      )
      return rows?.open === 0 && heldChanges > 0 && rows.mine === heldChanges
    })
    await busy.strike(signal)
    this.park.letGo()
    return busy
  }

  /** Lets nothing be read or changed before two workers have jobs of a kind under way, as one of them cannot take all. */
  async untilBothAreBusy(kind: string, order: () => Promise<unknown>): Promise<void> {
    let open: () => void = () => undefined
    this.park.gate = new Promise((resolve) => {
      open = resolve
    })
    const ordered = order()
    await until(async () => (await this.assigned(kind)).length === 2)
    open()
    await ordered
  }

  private async assigned(kind: string): Promise<readonly unknown[]> {
    return await this.query(
      "select distinct executor_id from dbos.workflow_status where name = $1 and status = 'PENDING'",
      [kind],
    )
  }

  private async nextBusy(candidates: readonly WorkerProcess[]): Promise<WorkerProcess> {
    return await new Promise((resolve) => {
      this.park.onCall = (call) => {
        const busy = candidates.find(({ worker }) => worker === call.worker)
        if (busy) resolve(busy)
      }
    })
  }

  private async recordsOf(run: string): Promise<readonly RunRecord[]> {
    const chain = await readRun(this.store, run)
    expect(chain?.faults ?? []).toEqual([])
    return chain?.records ?? []
  }
}

/** Resolves when a condition holds. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await delay(50)
}
