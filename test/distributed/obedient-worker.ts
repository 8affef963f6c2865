import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApprovalGate } from '../../src/core/approval.js'
import type { Bundle } from '../../src/core/bundle.js'
import type { Plan } from '../../src/core/plan.js'
import type { ApplyPorts } from '../../src/runner/apply/index.js'
import type { ScanPorts } from '../../src/runner/scan.js'
import {
  applyRuns,
  beginRun,
  keepBundle,
  orderOfRun,
  orderOfScan,
  runJobPrefix,
  type SharedRun,
  startWorker,
  type Worker,
} from '../../src/runner/worker/index.js'
import { testPlaybook } from '../support/planned-run.js'
import type { Answer } from './worker-processes.js'

/** With this exit code a worker of the tests ends that others took for gone. */
export const lostExitCode = 70

/** The world in which a worker of the tests works. */
export interface WorkerWorld {
  readonly url: string
  readonly scan: ScanPorts
  /** What the `scan` command can judge by. */
  readonly bundles?: Readonly<Record<string, Bundle>>
  /** What runs change, as the worker of that name. */
  readonly changed: (worker: string) => Pick<ApplyPorts, 'catalog' | 'providers' | 'configuration'>
  readonly gate?: ApprovalGate
  readonly doWhatIsDue?: () => Promise<void>
}

type Commands = Readonly<Record<string, (argument: never) => Promise<unknown>>>

const granted: ApprovalGate = { check: async () => ({ kind: 'granted', approvals: [] }) }

/** Starts a worker, prints its name, and obeys lines of JSON on its input; prints a line of JSON for each. */
export async function obey(world: WorkerWorld): Promise<void> {
  const worker = await started(world)
  print({ id: 0, value: worker.engine.worker })
  const commands = commandsOf(worker, world)
  for await (const line of createInterface({ input: process.stdin })) {
    const [id, name, argument] = JSON.parse(line) as [number, string, never]
    void commands[name]?.(argument).then(
      (value) => print({ id, value }),
      (error: unknown) => print({ id, failed: String(error) }),
    )
  }
}

async function started(world: WorkerWorld): Promise<Worker> {
  const { url, scan, doWhatIsDue } = world
  const { value: worker, diagnostics } = await startWorker({
    url,
    scan,
    runs: ({ worker: name, guard }) => {
      const ports = portsOf(world, name)
      return applyRuns({ ...ports, providers: ports.providers.map(guard) })
    },
    ...(doWhatIsDue ? { doWhatIsDue } : {}),
    onLost: () => process.exit(lostExitCode),
    onWarning: (message) => console.error(message),
  })
  if (!worker) throw new Error(diagnostics[0]?.message)
  return worker
}

function portsOf({ scan, changed, gate = granted }: WorkerWorld, runner: string): ApplyPorts {
  const { store, clock, root } = scan
  const pause = (milliseconds: number): Promise<void> => sleep(milliseconds)
  return { ...changed(runner), store, clock, root, runner, gate, sleep: pause, isGone: () => false }
}

function commandsOf(worker: Worker, world: WorkerWorld): Commands {
  const { engine } = worker
  return {
    begin: async (plans: readonly Plan[]) => {
      const ports = portsOf(world, `${engine.worker} begins`)
      const bundle = { playbooks: [testPlaybook], policies: [] }
      const runs: string[] = []
      for (const plan of plans) {
        const begun = await beginRun({ plan, bundle, requester: { person: 'ada', roles: [] } }, ports)
        if ('diagnostics' in begun) throw new Error(begun.diagnostics[0]?.message)
        await engine.order(orderOfRun(begun))
        runs.push(begun.run)
      }
      return runs
    },
    /** Orders a run again, as if the first order had never been given. */
    dispatch: async ({ again, ...run }: SharedRun & { readonly again: string }) => {
      const order = orderOfRun(run)
      await engine.order({ ...order, id: `${runJobPrefix(run.run)}${again}`, key: again })
    },
    scan: async ({ id, by }: { readonly id: string; readonly by: string }) => {
      const bundle = world.bundles?.[by]
      if (!bundle) throw new Error(`this world has no bundle ${by}`)
      const order = orderOfScan({ id, bundle: await keepBundle(world.scan.store, bundle), selection: {} })
      await engine.order(order)
      return await engine.result(order.id)
    },
    wake: async (run: string) => await engine.wake(runJobPrefix(run)),
    leave: async () => {
      await worker.leave(5_000)
      setImmediate(() => process.exit(0))
    },
  }
}

function print(answer: Answer): void {
  console.log(JSON.stringify(answer))
}
