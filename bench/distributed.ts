// `npx tsx --conditions=source bench/distributed.ts`: how much one, two and four workers do. The figures are in docs/scale.md.
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { bundleDriver } from '../test/crash/killing.js'
import { MachinePark } from '../test/distributed/machine-park.js'
import { startPostgres } from '../test/distributed/postgres.js'
import { before, planFor } from '../test/distributed/shared-world.js'
import { parkWorker, WorkerProcess } from '../test/distributed/worker-processes.js'

const runs = Number(process.argv[2] ?? 100)
const stepsPerRun = 3
const changeMilliseconds = Number(process.argv[3] ?? 200)

interface Figures {
  readonly workers: number
  readonly 'runs a second': number
  readonly 'steps a second': number
  readonly 'seconds for a scan': number
}

async function measure(script: string, url: string, workers: number): Promise<Figures> {
  const park = new MachinePark(before, changeMilliseconds)
  const folder = await mkdtemp(join(tmpdir(), 'escher-bench-'))
  const site = { url, folder, park: await park.listen() }
  const processes = await Promise.all(Array.from({ length: workers }, () => WorkerProcess.start(script, site)))
  const [first] = processes
  if (!first) throw new Error('a bench needs a worker')
  await first.ask('scan', { id: 'warm-up', by: 'estate' })
  const scan = await seconds(() => first.ask('scan', { id: 'measured', by: 'estate' }))
  const plans = Array.from({ length: runs }, (_, index) => planFor([`m${index}`], { to: stepsPerRun }))
  const taken = await seconds(async () => {
    await first.ask('begin', plans)
    while (park.calls.length < runs * stepsPerRun || (await ended(url)) < runs) await delay(100)
  })
  await Promise.all(processes.map((process) => process.end()))
  await park.close()
  await rm(folder, { recursive: true, force: true })
  return {
    workers,
    'runs a second': round(runs / taken),
    'steps a second': round((runs * stepsPerRun) / taken),
    'seconds for a scan': round(scan),
  }
}

async function ended(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    "select count(*)::int as jobs from dbos.workflow_status where name = 'run' and status = 'SUCCESS'",
  )
  await client.end()
  return rows[0]?.jobs ?? 0
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

function round(figure: number): number {
  return Math.round(figure * 10) / 10
}

const server = await startPostgres()
if ('reason' in server) throw new Error(server.reason)
try {
  const script = await bundleDriver(parkWorker)
  const figures: Figures[] = []
  for (const workers of [1, 2, 4]) figures.push(await measure(script, server.create(`bench${workers}`), workers))
  console.log(
    `${cpus().length} cores; runs of ${stepsPerRun} steps, a change takes ${changeMilliseconds} ms; a scan of 36 listings of 40 ms`,
  )
  console.table(figures)
} finally {
  server.stop()
}
