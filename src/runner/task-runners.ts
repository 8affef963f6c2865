import { Worker } from 'node:worker_threads'
import type { ObjectStore } from '../core/object-store.js'
import type { EvaluationResult, EvaluationSetup, EvaluationTask, TaskRunner } from './evaluation-task.js'
import { TaskEvaluator } from './task-evaluator.js'

/** How to start workers. They open the store by themselves. */
export interface WorkerPorts {
  /** The script that `evaluate-worker.ts` was bundled into: Node runs no TypeScript. */
  readonly entry: URL
  /** What `openStore` takes. */
  readonly storeLocation: string
  readonly count: number
  /** How many compressed bytes are judged without workers, as starting them takes time; 8 MiB when left out. */
  readonly startAfterBytes?: number
}

const bytesWorthWorkers = 8 * 1024 * 1024

/** Judges on this thread until there has been so much to do that starting workers pays, and on those from then on. */
export function adaptiveRunner(
  setup: EvaluationSetup,
  { store, workers }: { readonly store: ObjectStore; readonly workers?: WorkerPorts | undefined },
): TaskRunner {
  const here = inProcessRunner(setup, store)
  let there: TaskRunner | undefined
  let bytes = 0
  return {
    run: (task) => {
      bytes += task.bytes
      if (!workers || bytes < (workers.startAfterBytes ?? bytesWorthWorkers)) return here.run(task)
      there ??= workerRunner(setup, workers)
      return there.run(task)
    },
    close: async () => {
      await there?.close()
    },
  }
}

/** Judges on this thread, one task after another, and lets others have a turn between them. */
export function inProcessRunner(setup: EvaluationSetup, store: ObjectStore): TaskRunner {
  const evaluator = new TaskEvaluator(setup, store)
  let last: Promise<unknown> = Promise.resolve()
  return {
    run: (task) => {
      const result = last.then(() => evaluator.evaluate(task))
      last = result.catch(() => undefined).then(() => new Promise(setImmediate))
      return result
    },
    close: async () => undefined,
  }
}

interface QueuedTask {
  readonly task: EvaluationTask
  readonly resolve: (result: EvaluationResult) => void
  readonly reject: (error: Error) => void
}

const youngGenerationMegabytes = 6

/** Judges on worker threads, each with a task at a time. */
export function workerRunner(setup: EvaluationSetup, { entry, storeLocation, count }: WorkerPorts): TaskRunner {
  const queue: QueuedTask[] = []
  const idle: Worker[] = []
  const running = new Map<Worker, QueuedTask>()
  const dispatch = (): void => {
    while (queue.length > 0 && idle.length > 0) {
      const [worker, queued] = [idle.pop(), queue.shift()]
      if (!worker || !queued) return
      running.set(worker, queued)
      worker.postMessage(queued.task)
    }
  }
  const settle = (worker: Worker): QueuedTask | undefined => {
    const queued = running.get(worker)
    running.delete(worker)
    return queued
  }
  const failAll = (error: Error): void => {
    for (const queued of [...running.values(), ...queue.splice(0)]) queued.reject(error)
  }
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(entry, {
      workerData: { setup, storeLocation },
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMegabytes },
    })
    worker.on('message', (result: EvaluationResult) => {
      settle(worker)?.resolve(result)
      idle.push(worker)
      dispatch()
    })
    worker.on('error', failAll)
    idle.push(worker)
    return worker
  })
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        queue.push({ task, resolve, reject })
        dispatch()
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
