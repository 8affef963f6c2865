import { readFile } from 'node:fs/promises'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Plan } from '../../src/core/plan.js'
import type { RunRecord } from '../../src/core/run.js'
import { runState } from '../../src/engine/run/index.js'
import { folderStore } from '../../src/store/index.js'
import { readClaim, readRun } from '../../src/store/run-log/index.js'
import { plannedRun } from '../support/planned-run.js'
import { bundleDriver, type CrashSite, crashSite, runUntil, type Strike } from './killing.js'
import { machineBefore, settings } from './remote-machine.js'
import { seededRandom } from './seeded-random.js'
import { startedAfterDone } from './started-after-done.js'
import { type Moment, TargetServer } from './target-server.js'

const kills = Number(process.env['ESCHER_CRASH_KILLS'] ?? 15)
const killsPerRun = 5
/** With fewer kills, chance may leave out calls that are lost. */
const killsForEveryKind = 50
const millisecondsPerKill = 10_000
const seed = Number(process.env['ESCHER_CRASH_SEED'] ?? 20261124)
const random = seededRandom(seed)

function planOf(run: number, refused?: string): Plan {
  const steps = settings.map((operation, index) => [operation, index === 9 && refused ? refused : 'after'] as const)
  const verify = { kind: 'verify', step: '11-verify', policies: [], within: 0 } as const
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  return plannedRun({
    resources: [machineBefore],
    steps: [...steps, verify],
    createdAt: `run ${run}`,
    more: { expiresAt },
  })
}

let driver = ''
let server = new TargetServer()
beforeAll(async () => {
  driver = await bundleDriver()
})
afterEach(async () => server.close())

describe(`runs of ten steps killed with SIGKILL at random points (${kills} kills, seed ${seed})`, () => {
  it(
    'repeat and lose no step',
    async () => {
      const seen = { kills: 0, foundDone: 0, sentAgain: 0 }
      for (let run = 0; seen.kills < kills; run++) {
        const site = await siteOf(planOf(run))
        seen.kills += await killRepeatedly(site, Math.min(killsPerRun, kills - seen.kills))
        expect(await runUntil(site, undefined)).toMatch(/succeeded|run-finished/)
        expect(server.properties).toEqual(Object.fromEntries(settings.map((_, index) => [`P${index}`, 'after'])))
        expect(countsByToken()).toEqual(Array(10).fill(1))
        const records = await soundRecords(site, 'succeeded')
        seen.foundDone += records.filter(({ event }) => event.kind === 'done' && event.outcome === 'already').length
        seen.sentAgain += records.filter(({ event }) => event.kind === 'started' && event.attempt > 1).length
        await server.close()
      }
      if (process.env['ESCHER_CRASH_KILLS']) console.log(seen)
      expect(seen.foundDone).toBeGreaterThan(0)
      if (kills >= killsForEveryKind) expect(seen.sentAgain).toBeGreaterThan(0)
    },
    kills * millisecondsPerKill,
  )

  it(
    'put back once each what was changed, when they fail at the end',
    async () => {
      const site = await siteOf(planOf(-1, 'refused'))
      server.refused = 'refused'
      expect(await killRepeatedly(site, killsPerRun)).toBeGreaterThan(0)
      expect(await runUntil(site, undefined)).toMatch(/undone|run-finished/)
      expect(server.properties).toEqual(machineBefore.properties)
      expect(changesByToken()).toEqual(Array(18).fill(1))
      await soundRecords(site, 'undone')
    },
    killsPerRun * millisecondsPerKill,
  )
})

async function siteOf(plan: Plan): Promise<CrashSite> {
  server = new TargetServer()
  server.properties = { ...(machineBefore.properties as Record<string, string>) }
  return await crashSite(driver, server, plan)
}

/** Kills process after process, until so many were killed or one of them came to the end; gives how many were. */
async function killRepeatedly(site: CrashSite, times: number): Promise<number> {
  for (let struck = 0; struck < times; struck++) {
    if ((await runUntil(site, randomStrike())) !== 'killed') return struck
  }
  return times
}

/** A step takes two requests, so a strike within eight leaves something for the kills after it. */
function randomStrike(): Strike {
  const moments: readonly Moment[] = ['received', 'effected', 'answered']
  const moment = moments[Math.floor(random() * moments.length)] ?? 'received'
  return { request: 2 + Math.floor(random() * 8), moment, delay: Math.floor(random() * 2) * random() * 8 }
}

function countsByToken(): readonly number[] {
  return counts(server.calls.map(({ token }) => token))
}

/** Calls that changed something: a refused one may be repeated. */
function changesByToken(): readonly number[] {
  return counts(server.calls.filter(({ value }) => value !== server.refused).map(({ token }) => token))
}

function counts(tokens: readonly string[]): readonly number[] {
  const byToken = new Map<string, number>()
  for (const token of tokens) byToken.set(token, (byToken.get(token) ?? 0) + 1)
  return [...byToken.values()]
}

async function soundRecords(site: CrashSite, phase: string): Promise<readonly RunRecord[]> {
  const store = folderStore(site.folder)
  const plan = JSON.parse(await readFile(site.planFile, 'utf8')) as Plan
  const chain = await readRun(store, (await readClaim(store, plan.hash)) ?? '')
  expect(chain?.faults).toEqual([])
  expect(chain?.tornTail).toEqual([])
  const records = chain?.records ?? []
  expect(runState(records)?.phase).toBe(phase)
  expect(startedAfterDone(records)).toEqual([])
  expect(server.calls.filter(({ looked }) => !looked)).toEqual([])
  return records
}
