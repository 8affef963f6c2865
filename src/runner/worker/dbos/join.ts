import type { WorkflowHandle } from '@dbos-inc/dbos-sdk'
import type { Pool } from 'pg'
import type { Outcome } from '../../../core/diagnostics.js'
import { workerDiagnostics } from '../diagnostics.js'
import type { Engine, JobContext, JobOrder, Jobs, Standing } from '../engine.js'
import { Membership, newWorkerName, silenceMilliseconds } from './membership.js'
import { type EnginePackages, loadPackages } from './packages.js'
import { Queues } from './queues.js'
import { recoverJobsOfGoneWorkers } from './reaper.js'

/** Jobs are taken up by workers of the same version only. It changes when what jobs are given or remember does. */
const jobsVersion = 'escher-jobs-1'
const resultPollMilliseconds = 200
const connections = 10
const attempts = { retriesAllowed: true, maxAttempts: 4, intervalSeconds: 0.5, backoffRate: 2 }

/** How to join. */
export interface Joining {
  /** The URL of the database, without a password: that comes from PGPASSWORD or PGPASSFILE. */
  readonly url: string
  readonly jobs: (standing: Standing) => Jobs
  /** Told when other workers take this one for gone: it has to end at once, as its jobs are theirs. */
  readonly onLost: () => void
  /** Told what goes wrong beside the jobs. */
  readonly onWarning: (message: string) => void
}

/** Joins the workers that share a database. A process can join once. */
export async function joinEngine(joining: Joining): Promise<Outcome<Engine | undefined>> {
  const { value: packages, diagnostics } = await loadPackages()
  if (!packages) return { value: undefined, diagnostics }
  try {
    return { value: await launch(packages, joining), diagnostics: [] }
  } catch (error) {
    const problem = error instanceof Error ? error.message || String(error) : String(error)
    const location = joining.url.replace(/\/\/[^/@]*@/, '//')
    return { value: undefined, diagnostics: [workerDiagnostics.report('engine-unreachable', { location, problem })] }
  }
}

/** Joins, and leaves nothing open when that fails. */
async function launch(packages: EnginePackages, joining: Joining): Promise<Engine> {
  const pool = connectionPool(packages.pg, joining)
  const { url, onLost } = joining
  const events = { onBeat: (member: Membership) => recoverJobsOfGoneWorkers(member, packages), onLost }
  const membership = await Membership.join(packages, { url, worker: newWorkerName() }, events)
  const close = async (): Promise<void> => {
    await membership.leave()
    await pool.end()
  }
  try {
    return await launchAs(membership, { pool, close }, { packages, joining })
  } catch (error) {
    await packages.dbos.shutdown().catch(() => undefined)
    await close()
    throw error
  }
}

/** Workers are launched one after another: the first makes the tables, and two that do so at once lock each other out. */
async function launchAs(
  membership: Membership,
  { pool, close }: { readonly pool: Pool; readonly close: () => Promise<void> },
  { packages: { dbos }, joining }: { readonly packages: EnginePackages; readonly joining: Joining },
): Promise<Engine> {
  const { worker } = membership
  dbos.setConfig({
    name: 'escher',
    systemDatabaseUrl: joining.url,
    systemDatabasePool: pool,
    executorID: worker,
    applicationVersion: jobsVersion,
    logger: loggerFor(joining.onWarning),
  })
  const standing: Standing = {
    worker,
    isGone: (other) => membership.isGone(other),
    confirm: () => membership.confirm(),
  }
  const queues = new Queues(dbos)
  const workflows = registerJobs(dbos, joining.jobs(standing), queues)
  await membership.alone('launch', () => dbos.launch())
  return { ...standing, ...engineOf(dbos, { queues, workflows, close }) }
}

/**
 * Connections for what DBOS asks. A worker that is frozen in the middle of a transaction would keep the rows that it
 * locked from all others, so the database takes the transaction back after the same silence that ends a membership.
 */
function connectionPool(pg: EnginePackages['pg'], { url, onWarning }: Pick<Joining, 'url' | 'onWarning'>): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    onConnect: async (client) => {
      await client.query(`set idle_in_transaction_session_timeout = ${silenceMilliseconds}`)
    },
  })
  pool.on('error', ({ message }) => onWarning(message))
  return pool
}

type Workflow = (id: string, input: unknown) => Promise<unknown>
type Workflows = ReadonlyMap<string, Workflow>

function registerJobs(dbos: EnginePackages['dbos'], jobs: Jobs, queues: Queues): Workflows {
  const workflows = new Map<string, Workflow>()
  for (const [kind, body] of Object.entries(jobs)) {
    const workflow: Workflow = (_id, input) => body(input as never, contextOf(dbos, workflows, queues))
    workflows.set(kind, dbos.registerWorkflow(workflow, { name: kind }))
  }
  return workflows
}

function contextOf(dbos: EnginePackages['dbos'], workflows: Workflows, queues: Queues): JobContext {
  const start = (order: JobOrder): Promise<WorkflowHandle<unknown>> => startJob(dbos, { workflows, queues }, order)
  return {
    once: (name, work) => dbos.runStep(work, { name, ...attempts }),
    order: async (order) => {
      await start(order)
    },
    spread: async (orders) => {
      const handles: WorkflowHandle<unknown>[] = []
      for (const order of orders) handles.push(await start(order))
      const results: unknown[] = []
      for (const handle of handles) results.push(await handle.getResult({ pollingIntervalMs: resultPollMilliseconds }))
      return results
    },
  }
}

async function startJob(
  dbos: EnginePackages['dbos'],
  { workflows, queues }: { readonly workflows: Workflows; readonly queues: Queues },
  { id, kind, queue, key, input, notBefore }: JobOrder,
): Promise<WorkflowHandle<unknown>> {
  const workflow = workflows.get(kind)
  if (!workflow) throw new Error(`there is no job called ${kind}`)
  await queues.ensure(queue)
  const delay = notBefore === undefined ? 0 : (notBefore.getTime() - Date.now()) / 1000
  const enqueueOptions = {
    ...(key === undefined ? {} : { queuePartitionKey: key }),
    ...(delay > 0 ? { delaySeconds: delay } : {}),
  }
  return await dbos.startWorkflow(workflow, { workflowID: id, queueName: queue.name, enqueueOptions })(id, input)
}

interface Launched {
  readonly queues: Queues
  readonly workflows: Workflows
  readonly close: () => Promise<void>
}

function engineOf(dbos: EnginePackages['dbos'], { queues, workflows, close }: Launched): Omit<Engine, keyof Standing> {
  return {
    order: async (order) => {
      await startJob(dbos, { workflows, queues }, order)
    },
    result: (id) => dbos.retrieveWorkflow(id).getResult({ pollingIntervalMs: resultPollMilliseconds }),
    wake: async (idPrefix) => {
      const delayed = await dbos.listWorkflows({ workflow_id_prefix: idPrefix, status: 'DELAYED' })
      for (const { workflowID } of delayed) await dbos.setWorkflowDelay(workflowID, { delayUntilEpochMS: Date.now() })
    },
    isIdle: async () => {
      const busy = { limit: 1, loadInput: false, loadOutput: false }
      const pending = await dbos.listWorkflows({ ...busy, status: 'PENDING' })
      const enqueued = await dbos.listWorkflows({ ...busy, status: 'ENQUEUED' })
      return pending.length + enqueued.length === 0
    },
    leave: async (waitMilliseconds) => {
      await dbos.shutdown({ workflowCompletionTimeoutMS: waitMilliseconds })
      await close()
    },
  }
}

function loggerFor(onWarning: (message: string) => void): {
  readonly info: () => void
  readonly debug: () => void
  readonly warn: (message: unknown) => void
  readonly error: (message: unknown) => void
} {
  const tell = (message: unknown): void => onWarning(message instanceof Error ? message.message : String(message))
  return { info: () => undefined, debug: () => undefined, warn: tell, error: tell }
}
