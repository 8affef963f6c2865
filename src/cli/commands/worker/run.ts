import { setTimeout as delay } from 'node:timers/promises'
import type { Bundle } from '../../../core/bundle.js'
import type { Diagnostic } from '../../../core/diagnostics.js'
import type { ObjectStore } from '../../../core/object-store.js'
import type { Plan } from '../../../core/plan.js'
import type { ApplyPorts } from '../../../runner/apply/index.js'
import { randomSuffix, timedId } from '../../../runner/scan-id.js'
import { runDue } from '../../../runner/schedule/index.js'
import { workerDiagnostics } from '../../../runner/worker/diagnostics.js'
import {
  applyRuns,
  beginRun,
  keepBundle,
  orderOfRun,
  orderOfScan,
  startWorker,
  type Worker,
} from '../../../runner/worker/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { CommandFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import { interruptible } from '../../environment/interruption.js'
import { exitCode } from '../../exit-codes.js'
import { applyPorts, asPerson } from '../../project/apply-ports.js'
import { printDiagnostics, requireBundle } from '../../project/compile-repository.js'
import { currentPerson } from '../../project/current-person.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { principalOf } from '../../project/principal.js'
import { readPlan } from '../../project/read-plan.js'
import { scanPorts } from '../../project/scan-ports.js'
import { performer } from '../schedule/perform.js'
import type { workerCommand } from './definition.js'

const drainPollMilliseconds = 1_000
const leaveMilliseconds = 25_000

interface Scene {
  readonly bundle: Bundle
  readonly store: ObjectStore
  readonly options: CommandInput<typeof workerCommand>['options']
  readonly context: CommandContext
  /** What runs are begun and gone on with; one for both, so that each record is told once. */
  readonly apply: ApplyPorts
}

/** What a worker was told to begin with. */
interface Ordered {
  readonly worker: string
  readonly runs: { readonly plan: string; readonly run?: string; readonly refused?: readonly Diagnostic[] }[]
  scan?: string
}

export const run: CommandRun<typeof workerCommand> = async ({ options }, context) => {
  const bundle = await requireBundle(context)
  const store = openConfiguredStore(bundle.configuration, context.root)
  const apply = await applyPorts(bundle, store, context)
  const scene: Scene = { bundle, store, options, context, apply }
  const plans = await Promise.all(options.begin.map(async (file) => ({ file, plan: await readPlan(file, context) })))
  const signal = interruptible(context.terminal.error)
  const worker = await join(scene)
  context.terminal.error(`${worker.engine.worker} works.\n`)
  const ordered: Ordered = { worker: worker.engine.worker, runs: [] }
  for (const { file, plan } of plans) ordered.runs.push({ plan: file, ...(await begin(worker, plan, scene)) })
  if (options.scan) await Promise.race([scanTogether(worker, ordered, scene), aborted(signal)])
  if (options.drain) await untilIdle(worker, signal)
  else await aborted(signal)
  await worker.leave(leaveMilliseconds)
  if (options.json) context.terminal.out(`${JSON.stringify(ordered, undefined, 2)}\n`)
  if (ordered.runs.some(({ refused }) => refused)) return 'refused'
  return options.scan && ordered.scan === undefined ? 'interrupted' : 'clean'
}

async function join(scene: Scene): Promise<Worker> {
  const { bundle, store, context, apply } = scene
  const { terminal } = context
  const url = bundle.configuration.engine
  if (url === undefined) throw CommandFailure.of('usage', workerDiagnostics.report('engine-not-configured', undefined))
  if (store.location.startsWith('folder ')) {
    const warning = workerDiagnostics.report('engine-local-store', { location: store.location })
    terminal.error(await printDiagnostics('human', [warning], context))
  }
  const { signal: _, ...ports } = scanPorts(bundle, store, context)
  const { value, diagnostics } = await startWorker({
    url,
    scan: ports,
    runs: ({ worker, guard }) => applyRuns({ ...apply, runner: worker, providers: apply.providers.map(guard) }),
    doWhatIsDue: await dueOf(scene, apply.runner),
    onLost: () => {
      terminal.error('escher: the database gave this worker up, so that others go on with its work, and it ends.\n')
      process.exit(exitCode('failed'))
    },
    onWarning: (message) => terminal.error(`escher: ${message}\n`),
  })
  const [problem] = diagnostics
  if (problem || !value) throw problem ? CommandFailure.of('failed', problem) : new Error('no worker and no reason')
  return value
}

/** What schedules say is due; each time is claimed in the store, so one worker does it. */
async function dueOf({ bundle, store, context }: Scene, runner: string): Promise<() => Promise<void>> {
  const requester = await currentPerson(bundle.configuration.access, undefined, context)
  const perform = performer({ requester, bundle, store, context })
  return async () => {
    await runDue(bundle.schedules, { store, clock: context.clock, perform, runner })
  }
}

/** Begins a run of a plan, or tells why it must not be begun. */
async function begin(
  worker: Worker,
  plan: Plan,
  { bundle, options, context, apply }: Scene,
): Promise<Omit<Ordered['runs'][number], 'plan'>> {
  const requester = principalOf(bundle.configuration.access, plan.requester)
  const ports = await asPerson(apply, undefined, context)
  const begun = await beginRun({ plan, bundle, requester }, ports)
  if ('diagnostics' in begun) {
    context.terminal.error(await printDiagnostics('human', begun.diagnostics, context))
    return { refused: begun.diagnostics }
  }
  await worker.engine.order(orderOfRun(begun))
  if (!options.json) context.terminal.out(`${begun.run}\n`)
  return { run: begun.run }
}

async function scanTogether(
  { engine }: Worker,
  ordered: Ordered,
  { bundle, store, options, context }: Scene,
): Promise<void> {
  const id = timedId(context.clock, randomSuffix)
  const order = orderOfScan({ id, bundle: await keepBundle(store, bundle), selection: {} })
  await engine.order(order)
  await engine.result(order.id)
  ordered.scan = id
  if (!options.json) context.terminal.out(`${id}\n`)
}

async function untilIdle({ engine }: Worker, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await engine.isIdle())) await delay(drainPollMilliseconds)
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
