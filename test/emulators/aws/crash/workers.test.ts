import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Resource, resourceAddress } from '../../../../src/core/resource.js'
import { runSubject } from '../../../../src/runner/apply/lease-keeper.js'
import { isHeld, readLease } from '../../../../src/store/lease/index.js'
import { bundleDriver, type Strike } from '../../../crash/killing.js'
import { seededRandom } from '../../../crash/seeded-random.js'
import { startedAfterDone } from '../../../crash/started-after-done.js'
import type { Moment } from '../../../crash/target-server.js'
import { until } from '../../../distributed/crew.js'
import { lostExitCode } from '../../../distributed/obedient-worker.js'
import { startPostgres } from '../../../distributed/postgres.js'
import { useEmulator } from '../emulator.js'
import { type Change, CountingProxy } from './counting-proxy.js'
import { Fleet } from './fleet.js'
import { readInstances, startInstances } from './instances.js'
import { keyOf, stepsPerRun, taggingPlan } from './tagging-plan.js'

const server = await startPostgres()
const absent = 'reason' in server ? server.reason : undefined
const endpoint = inject('awsEndpoint')
const kills = Number(process.env['ESCHER_CRASH_KILLS'] ?? 8)
const freezes = Math.ceil(kills / 10)
const seed = Number(process.env['ESCHER_CRASH_SEED'] ?? 20261128)
const random = seededRandom(seed)
const runsAtOnce = 4
const moments: readonly Moment[] = ['received', 'effected', 'answered']
/** A lease that its holder did not live to give back is free after a minute. */
const leaseMilliseconds = 60_000

const restore = useEmulator(endpoint)

describe.skipIf(absent)(`two workers on an emulated AWS, seed ${seed}${absent ? ` (skipped: ${absent})` : ''}`, () => {
  let script = ''
  let databases = 0
  let url = ''
  let proxy: CountingProxy
  let fleet: Fleet

  beforeAll(async () => {
    await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' })
    script = await bundleDriver('test/emulators/aws/crash/worker-driver.ts')
  })
  afterAll(() => {
    restore()
    if (!('reason' in server)) server.stop()
  })
  beforeEach(async () => {
    if ('reason' in server) return
    url = server.create(`fleet${++databases}`)
    proxy = new CountingProxy(endpoint, 'all')
    fleet = await Fleet.open(script, url, proxy)
  })
  afterEach(async () => fleet.close())

  it(
    `killed with SIGKILL at random moments (${kills} times) repeat and lose no step of runs of ten`,
    async () => {
      const seen = { kills: 0, runs: 0, foundDone: 0, sentAgain: 0, leasesLeftToExpire: 0 }
      while (seen.kills < kills) {
        const round = await begin(runsAtOnce)
        while (seen.kills < kills && (await fleet.strike(randomStrike(), 'SIGKILL', round.runs))) {
          seen.kills += 1
          await fleet.fill()
        }
        await fleet.untilSucceeded(round.runs)
        const found = await expectSound(round)
        seen.runs += round.runs.length
        seen.foundDone += found.foundDone
        seen.sentAgain += found.sentAgain
        seen.leasesLeftToExpire += found.leasesLeftToExpire
      }
      console.log({ seed, ...seen })
    },
    kills * 60_000,
  )

  it(
    `frozen with SIGSTOP (${freezes} times) beyond the takeover change nothing when they wake up`,
    async () => {
      for (let frozen = 0; frozen < freezes; ) {
        const round = await begin(1)
        const struck = await fleet.strike({ ...randomStrike(), delay: 0 }, 'SIGSTOP', round.runs)
        await fleet.fill()
        await fleet.untilSucceeded(round.runs)
        if (struck) {
          frozen += 1
          const calls = proxy.changes.length
          struck.wakeUp()
          expect(await struck.exit).toBe(lostExitCode)
          expect(proxy.changes.length).toBe(calls)
        }
        await expectSound(round)
      }
    },
    freezes * 120_000,
  )

  interface Round {
    readonly runs: readonly string[]
    readonly instances: readonly Resource[]
  }

  async function begin(count: number): Promise<Round> {
    proxy.changes.splice(0)
    const instances = await startInstances(endpoint, count)
    return { instances, runs: await fleet.begin(instances.map((instance) => taggingPlan(instance, 1))) }
  }

  /** Everything was done, once, after a look; the records say so, and nothing is left lying. */
  async function expectSound(round: Round): Promise<Record<'foundDone' | 'sentAgain' | 'leasesLeftToExpire', number>> {
    const wanted = Object.fromEntries(Array.from({ length: stepsPerRun }, (_, step) => [keyOf(step), 'run 1']))
    const now = await readInstances()
    let [foundDone, sentAgain] = [0, 0]
    for (const [index, { id }] of round.instances.entries()) {
      expect(now.find((instance) => instance.id === id)?.tags).toMatchObject(wanted)
      const changes = proxy.changes.filter(({ body }) => body.get('ResourceId.1') === id)
      expect(changes.map(({ body }) => body.get('Tag.1.Key'))).toEqual(Object.keys(wanted))
      expect(changes.filter(({ looked }) => !looked)).toEqual([])
      const told = await expectRecords(round.runs[index] ?? '', changes)
      foundDone += told.foundDone
      sentAgain += told.sentAgain
    }
    await until(async () => (await openJobs()) === 0)
    return { foundDone, sentAgain, leasesLeftToExpire: await leasesLeft(round) }
  }

  /** Jobs that are not done, whatever became of them. */
  async function openJobs(): Promise<number> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query("select count(*)::int as n from dbos.workflow_status where status <> 'SUCCESS'")
    await client.end()
    return rows[0].n
  }

  async function expectRecords(
    run: string,
    changes: readonly Change[],
  ): Promise<Record<'foundDone' | 'sentAgain', number>> {
    const { records, faults, tornTail } = await fleet.chainOf(run)
    expect([...faults, ...tornTail]).toEqual([])
    expect(startedAfterDone(records)).toEqual([])
    const done = records.filter(({ event }) => event.kind === 'done')
    expect(done).toHaveLength(stepsPerRun)
    for (const [step, { at }] of done.entries()) expect(changes[step]?.at).toBeLessThanOrEqual(Date.parse(at))
    const started = records.flatMap(({ event }) => (event.kind === 'started' ? [event] : []))
    expect(new Set(started.map(({ step, token }) => `${step} ${token}`)).size).toBe(stepsPerRun)
    return {
      foundDone: done.filter(({ event }) => event.kind === 'done' && event.outcome === 'already').length,
      sentAgain: started.filter(({ attempt }) => attempt > 1).length,
    }
  }

  /** Leases that were not given back; none may last longer than a process that died leaves it. */
  async function leasesLeft({ runs, instances }: Round): Promise<number> {
    const subjects = [...runs.map(runSubject), ...instances.map(resourceAddress)]
    const leases = await Promise.all(subjects.map((subject) => readLease(fleet.store, subject)))
    const later = new Date(Date.now() + leaseMilliseconds)
    expect(leases.filter((lease) => isHeld(lease, later))).toEqual([])
    return leases.filter((lease) => isHeld(lease, new Date())).length
  }
})

/** A random moment of a random call of either worker, or some milliseconds after it. */
function randomStrike(): Strike {
  const moment = moments[Math.floor(random() * moments.length)] ?? 'received'
  return { request: 1 + Math.floor(random() * 30), moment, delay: Math.floor(random() * 2) * random() * 60 }
}
