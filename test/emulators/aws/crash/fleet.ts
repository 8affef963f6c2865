import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ObjectStore } from '../../../../src/core/object-store.js'
import type { Plan } from '../../../../src/core/plan.js'
import type { RunRecord } from '../../../../src/core/run.js'
import { runState } from '../../../../src/engine/run/index.js'
import { folderStore } from '../../../../src/store/index.js'
import { type Chain, readRun } from '../../../../src/store/run-log/index.js'
import type { Strike } from '../../../crash/killing.js'
import { until } from '../../../distributed/crew.js'
import { WorkerProcess } from '../../../distributed/worker-processes.js'
import type { CountingProxy } from './counting-proxy.js'

/** Two workers that change the emulated AWS; whichever is struck is replaced. */
export class Fleet {
  readonly store: ObjectStore
  private readonly workers = new Map<string, WorkerProcess>()
  private started = 0

  private constructor(
    private readonly script: string,
    private readonly site: { readonly url: string; readonly folder: string },
    private readonly proxy: CountingProxy,
    private readonly endpoint: string,
  ) {
    this.store = folderStore(site.folder)
  }

  /** Starts two workers that share a database. */
  static async open(script: string, url: string, proxy: CountingProxy): Promise<Fleet> {
    const folder = await mkdtemp(join(tmpdir(), 'escher-fleet-'))
    const fleet = new Fleet(script, { url, folder }, proxy, await proxy.listen())
    await fleet.fill()
    return fleet
  }

  async close(): Promise<void> {
    await Promise.all([...this.workers.values()].map((worker) => worker.end()))
    await this.proxy.close()
  }

  /** Begins runs of plans. */
  async begin(plans: readonly Plan[]): Promise<readonly string[]> {
    const [worker] = this.workers.values()
    return (await worker?.ask('begin', plans)) as string[]
  }

  /** Starts workers until there are two. */
  async fill(): Promise<void> {
    while (this.workers.size < 2) {
      const name = `w${++this.started}`
      const environment = { AWS_ENDPOINT_URL: this.endpoint, AWS_SDK_UA_APP_ID: name }
      this.workers.set(name, await WorkerProcess.start(this.script, this.site, environment))
    }
  }

  /**
   * Strikes whichever worker makes the call at which the strike falls, and takes it out of the fleet. Undefined when the runs
   * ended before.
   */
  async strike(
    strike: Strike,
    signal: 'SIGKILL' | 'SIGSTOP',
    runs: readonly string[],
  ): Promise<WorkerProcess | undefined> {
    const struck = this.nextStruck(strike, signal)
    const ended = this.untilSucceeded(runs).then(() => undefined)
    const first = await Promise.race([struck, ended])
    this.proxy.onMoment = async () => undefined
    return first
  }

  async untilSucceeded(runs: readonly string[]): Promise<void> {
    await until(async () => (await Promise.all(runs.map((run) => this.isSucceeded(run)))).every(Boolean))
  }

  /** The records of a run, with what is wrong with them. */
  async chainOf(run: string): Promise<Chain> {
    const chain = await readRun(this.store, run)
    if (!chain) throw new Error(`there is no run ${run}`)
    return chain
  }

  private async isSucceeded(run: string): Promise<boolean> {
    const records: readonly RunRecord[] = (await this.chainOf(run)).records
    return runState(records)?.phase === 'succeeded'
  }

  private nextStruck({ request, moment, delay }: Strike, signal: 'SIGKILL' | 'SIGSTOP'): Promise<WorkerProcess> {
    let calls = 0
    return new Promise((resolve) => {
      this.proxy.onMoment = async (now, runner) => {
        if (now === 'received') calls += 1
        const worker = this.workers.get(runner)
        if (calls < request || now !== moment || !worker) return undefined
        this.proxy.onMoment = async () => undefined
        this.workers.delete(runner)
        const strike = async (): Promise<void> => {
          await worker.strike(signal)
          resolve(worker)
        }
        if (delay > 0) {
          setTimeout(() => void strike(), delay)
          return undefined
        }
        await strike()
        return moment === 'received' ? 'lost' : undefined
      }
    })
  }
}
