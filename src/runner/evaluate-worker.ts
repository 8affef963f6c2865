import { parentPort, workerData } from 'node:worker_threads'
import { openStore } from '../store/index.js'
import type { EvaluationSetup, EvaluationTask } from './evaluation-task.js'
import { TaskEvaluator } from './task-evaluator.js'

interface WorkerStart {
  readonly setup: EvaluationSetup
  readonly storeLocation: string
}

/** Answers each task with its result, until the thread is ended. */
function serve({ setup, storeLocation }: WorkerStart): void {
  const store = openStore(storeLocation).value
  if (!store) throw new Error(`a worker cannot open the store ${storeLocation}`)
  const evaluator = new TaskEvaluator(setup, store)
  parentPort?.on('message', async (task: EvaluationTask) => {
    const result = await evaluator.evaluate(task)
    parentPort?.postMessage(result, [result.verdicts.buffer as ArrayBuffer])
  })
}

serve(workerData as WorkerStart)
