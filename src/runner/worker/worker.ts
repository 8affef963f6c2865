import type { Outcome } from '../../core/diagnostics.js'
import type { Provider } from '../../core/provider.js'
import type { ScanPorts } from '../scan.js'
import { joinEngine } from './dbos/join.js'
import type { Engine, Jobs, Standing } from './engine.js'
import { every } from './every.js'
import { guardedProvider } from './guarded-provider.js'
import { type RunPort, runJobs } from './run-jobs.js'
import { RunWatch } from './run-watch.js'
import { scanJobs } from './scan-jobs.js'

const watchMilliseconds = 5_000
const dueMilliseconds = 15_000

/** Who goes on with runs. */
export interface RunWorker {
  readonly worker: string
  /** A provider that changes nothing once others have taken the worker for gone. */
  readonly guard: (provider: Provider) => Provider
}

/** What a worker needs from outside. */
export interface WorkerSetup {
  /** The URL of the engine's database. */
  readonly url: string
  readonly scan: ScanPorts
  readonly runs?: (self: RunWorker) => RunPort
  /** Does what schedules say is due. Every worker asks for it, now and again. */
  readonly doWhatIsDue?: () => Promise<void>
  /** Told when other workers took this one for gone: the process has to end at once. */
  readonly onLost: () => void
  readonly onWarning: (message: string) => void
}

/** A process that takes its share of what is to be done. */
export interface Worker {
  readonly engine: Engine
  /** Leaves; what is under way is finished as long as that takes no longer than given, and otherwise left to others. */
  readonly leave: (waitMilliseconds: number) => Promise<void>
}

/** Joins the workers of a database. A process can be one worker, once. */
export async function startWorker(setup: WorkerSetup): Promise<Outcome<Worker | undefined>> {
  const { url, scan, onLost, onWarning } = setup
  const scans = scanJobs(scan)
  const jobs = (standing: Standing): Jobs => ({ ...scans.jobs, ...runJobsOf(setup, standing) })
  const { value: engine, diagnostics } = await joinEngine({ url, jobs, onLost, onWarning })
  if (!engine) return { value: undefined, diagnostics }
  const watches = watchesOf(setup, engine)
  const leave = async (waitMilliseconds: number): Promise<void> => {
    for (const watch of watches) watch.stop()
    await engine.leave(waitMilliseconds)
    scans.close()
  }
  return { value: { engine, leave }, diagnostics }
}

function watchesOf({ scan, runs, doWhatIsDue, onWarning }: WorkerSetup, engine: Engine): { stop: () => void }[] {
  const watch = new RunWatch(scan.store, engine)
  return [
    ...(runs ? [every(watchMilliseconds, () => watch.look(), onWarning)] : []),
    ...(doWhatIsDue ? [every(dueMilliseconds, doWhatIsDue, onWarning)] : []),
  ]
}

function runJobsOf({ runs, scan }: WorkerSetup, standing: Standing): Jobs {
  if (!runs) return {}
  const { worker, confirm } = standing
  const port = runs({ worker, guard: (provider) => guardedProvider(provider, confirm) })
  return runJobs(port, { clock: scan.clock, standing })
}
