// A worker of the tests. It obeys lines of JSON on its input and prints a line of JSON for each; see `WorkerProcess`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApprovalGate } from '../../src/core/approval.js'
import type { Plan } from '../../src/core/plan.js'
import type { ApplyPorts } from '../../src/runner/apply/index.js'
import {
  applyRuns,
  beginRun,
  keepBundle,
  orderOfRun,
  orderOfScan,
  runJobPrefix,
  startWorker,
} from '../../src/runner/worker/index.js'
import { folderStore } from '../../src/store/index.js'
import { fakeConfiguration } from '../support/fake-estate.js'
import { testPlaybook } from '../support/planned-run.js'
import { parkProvider } from './machine-park.js'
import { estateBundle, estateCatalog, estateProvider, machineCatalog } from './shared-world.js'

const [url = '', folder = '', park = '', now = ''] = process.argv.slice(2)
const store = folderStore(folder)
const clock = { now: () => (now === '' ? new Date() : new Date(now)) }
const print = (answer: unknown): void => console.log(JSON.stringify(answer))

/** Approvals are there once the file is. */
const gate: ApprovalGate = {
  check: async ({ step }) =>
    step === undefined || existsSync(join(folder, 'approved'))
      ? { kind: 'granted', approvals: [] }
      : { kind: 'waiting', reason: 'nobody approved' },
}

function applyPorts(runner: string, providers: ApplyPorts['providers']): ApplyPorts {
  return {
    store,
    catalog: machineCatalog,
    providers,
    configuration: fakeConfiguration(),
    clock,
    root: folder,
    runner,
    gate,
    sleep: (milliseconds) => sleep(milliseconds),
    isGone: () => false,
  }
}

const { value: worker, diagnostics } = await startWorker({
  url,
  scan: { store, catalog: estateCatalog, providers: [estateProvider], clock, root: folder },
  runs: ({ worker: name, guard }) => applyRuns(applyPorts(name, [guard(parkProvider(park, name))])),
  onLost: () => process.exit(70),
  onWarning: (message) => console.error(message),
})
if (!worker) throw new Error(diagnostics[0]?.message)
const { engine } = worker
print({ worker: engine.worker })

const commands: Record<string, (argument: never) => Promise<unknown>> = {
  begin: async (plans: readonly Plan[]) => {
    const bundle = { playbooks: [testPlaybook], policies: [] }
    const ports = applyPorts(`${engine.worker} begins`, [parkProvider(park, engine.worker)])
    const runs: string[] = []
    for (const plan of plans) {
      const begun = await beginRun({ plan, bundle, requester: { person: 'ada', roles: [] } }, ports)
      if ('diagnostics' in begun) throw new Error(begun.diagnostics[0]?.message)
      await engine.order(orderOfRun(begun))
      runs.push(begun.run)
    }
    return runs
  },
  scan: async (id: string) => {
    const bundle = await keepBundle(store, estateBundle)
    const order = orderOfScan({ id, bundle, selection: {} })
    await engine.order(order)
    return await engine.result(order.id)
  },
  wake: async (run: string) => await engine.wake(runJobPrefix(run)),
  leave: async () => {
    await worker.leave(5_000)
    setImmediate(() => process.exit(0))
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const [name, argument] = JSON.parse(line) as [string, never]
  void commands[name]?.(argument).then(
    (value) => print({ [name]: value ?? null }),
    (error: unknown) => print({ failed: String(error) }),
  )
}
