import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { systemClock } from '../../../../src/core/clock.js'
import type { Plan } from '../../../../src/core/plan.js'
import type { Resource } from '../../../../src/core/resource.js'
import { createAwsProvider } from '../../../../src/providers/aws/index.js'
import { awsOperations } from '../../../../src/providers/aws/operations.js'
import { folderStore } from '../../../../src/store/index.js'
import { readClaim, readRun } from '../../../../src/store/run-log/index.js'
import { bundleDriver, crashSite, runUntil, type Strike } from '../../../crash/killing.js'
import type { Moment } from '../../../crash/target-server.js'
import { plannedRun } from '../../../support/planned-run.js'
import { useEmulator } from '../emulator.js'
import { createEstate, estateRegion } from '../estate.js'
import { cloudAccount } from './cloud-account.js'
import { CountingProxy } from './counting-proxy.js'

const endpoint = inject('awsEndpoint')
const restore = useEmulator(endpoint)
const kills = Number(process.env['ESCHER_CRASH_KILLS'] ?? 10)
const killsPerRun = 5
const stepsPerRun = 10
const moments: readonly Moment[] = ['received', 'effected', 'answered']

let driver = ''

beforeAll(async () => {
  await createEstate(endpoint)
  driver = await bundleDriver('test/emulators/aws/crash/driver.ts')
})
afterAll(restore)

describe(`runs of ten steps against an emulated AWS, killed with SIGKILL (${kills} kills)`, () => {
  it(
    'repeat and lose no step',
    async () => {
      const seen = { kills: 0, foundDone: 0, sentAgain: 0 }
      for (let run = 0; seen.kills < kills; run++) {
        const proxy = new CountingProxy(endpoint)
        const plan = planOf(await anInstance(), run)
        const site = await crashSite(driver, proxy, plan)
        for (let left = Math.min(killsPerRun, kills - seen.kills); left > 0; left--) {
          if ((await runUntil(site, strikeOf(seen.kills))) !== 'killed') break
          seen.kills += 1
        }
        expect(await runUntil(site, undefined)).toMatch(/succeeded|run-finished/)
        const tags = proxy.changes.map((call) => [call.get('Tag.1.Key'), call.get('Tag.1.Value')])
        expect(tags).toEqual(Array.from({ length: stepsPerRun }, (_, step) => [keyOf(step), `run ${run}`]))
        const chain = await readRun(
          folderStore(site.folder),
          (await readClaim(folderStore(site.folder), plan.hash)) ?? '',
        )
        expect(chain?.faults).toEqual([])
        const events = chain?.records.map(({ event }) => event) ?? []
        seen.foundDone += events.filter((event) => event.kind === 'done' && event.outcome === 'already').length
        seen.sentAgain += events.filter((event) => event.kind === 'started' && event.attempt > 1).length
        await proxy.close()
      }
      console.log(seen)
      expect(seen.foundDone).toBeGreaterThan(0)
      expect(seen.sentAgain).toBeGreaterThan(0)
    },
    kills * 30_000,
  )
})

/** Every moment of every call within three, one after another. */
function strikeOf(kill: number): Strike {
  const moment = moments[kill % moments.length] ?? 'received'
  return { request: 1 + (Math.floor(kill / moments.length) % 3), moment, delay: kill % 2 === 0 ? 0 : (kill % 7) + 1 }
}

function keyOf(step: number): string {
  return `step-${step}`
}

function planOf(instance: Resource, run: number): Plan {
  const tag = awsOperations.find(({ name }) => name === 'aws.ec2.instance.tag')
  if (!tag) throw new Error('instances can be tagged')
  const steps = Array.from(
    { length: stepsPerRun },
    (_, step) => [tag, { tags: { [keyOf(step)]: `run ${run}` } }] as const,
  )
  const verify = { kind: 'verify', step: '11-verify', policies: [], within: 30 } as const
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  return plannedRun({ resources: [instance], steps: [...steps, verify], createdAt: `run ${run}`, more: { expiresAt } })
}

async function anInstance(): Promise<Resource> {
  const context = { clock: systemClock, concurrency: { account: 4, region: 2 }, root: '/' }
  const opened = await createAwsProvider().open(cloudAccount, context)
  if ('unread' in opened) throw new Error(opened.unread.message)
  const request = { type: 'aws.ec2.instance', region: estateRegion, aspects: [], metrics: [] }
  for await (const event of opened.session.read(request)) if (event.kind === 'resource') return event.resource
  throw new Error('the estate has an instance')
}
