import type { RegisterQueueOptions } from '@dbos-inc/dbos-sdk/internal/wfqueue'
import type { Queue } from '../engine.js'
import type { EnginePackages } from './packages.js'

const pollMilliseconds = 200

/** Makes queues known to all workers, each when it is first used. */
export class Queues {
  private readonly known = new Map<string, Promise<unknown>>()

  constructor(private readonly dbos: EnginePackages['dbos']) {}

  /** Resolves when jobs may be put into the queue. */
  async ensure(queue: Queue): Promise<void> {
    const known = this.known.get(queue.name) ?? this.dbos.registerQueue(queue.name, parametersOf(queue))
    this.known.set(queue.name, known)
    await known
  }
}

function parametersOf({ together, perSecond, perWorker, perKey = {} }: Queue): RegisterQueueOptions {
  return {
    onConflict: 'always_update',
    minPollingIntervalMs: pollMilliseconds,
    ...(together === undefined ? {} : { globalConcurrency: together }),
    ...(perWorker === undefined ? {} : { workerConcurrency: perWorker }),
    ...(perSecond === undefined ? {} : { rateLimit: rate(perSecond) }),
    ...(perKey.together === undefined ? {} : { partitionConcurrency: perKey.together }),
    ...(perKey.perSecond === undefined ? {} : { partitionRateLimit: rate(perKey.perSecond) }),
  }
}

function rate(perSecond: number): { readonly limitPerPeriod: number; readonly periodSec: number } {
  return { limitPerPeriod: perSecond, periodSec: 1 }
}
