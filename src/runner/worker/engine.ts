/** How much of something is done, by all workers together. */
export interface QueueLimits {
  /** Jobs under way at once. */
  readonly together?: number
  /** Jobs begun within a second. */
  readonly perSecond?: number
}

/** A queue that jobs wait in, with limits for the whole of it and, where jobs have keys, for each key apart. */
export interface Queue extends QueueLimits {
  readonly name: string
  readonly perKey?: QueueLimits
  /** Jobs under way at once in one worker. */
  readonly perWorker?: number
}

/** A job to be done once: whoever orders the same id again gets what the first order gave. */
export interface JobOrder {
  readonly id: string
  readonly kind: string
  readonly queue: Queue
  /** Given if and only if the queue has limits per key. */
  readonly key?: string
  /** JSON. */
  readonly input: unknown
  /** Nobody holds anything for a job until its time has come. */
  readonly notBefore?: Date
}

/** What a job can do besides its own work. A job that is taken over runs again, and what is remembered is not repeated. */
export interface JobContext {
  /** Does something and remembers its result (JSON). */
  readonly once: <T>(name: string, work: () => Promise<T>) => Promise<T>
  /** Orders jobs and waits for their results, which come in the same order. */
  readonly spread: (orders: readonly JobOrder[]) => Promise<readonly unknown[]>
  /** Orders a job that nobody waits for. */
  readonly order: (order: JobOrder) => Promise<void>
}

/** What is done for jobs of a kind. Its result is JSON. */
export type JobBody = (input: never, context: JobContext) => Promise<unknown>

/** The kinds of jobs that a worker does. */
export type Jobs = Readonly<Record<string, JobBody>>

/** A worker among others. */
export interface Standing {
  /** Names this worker; no other ever has the same name. */
  readonly worker: string
  /** True when a worker of that name surely does nothing any more. */
  readonly isGone: (worker: string) => Promise<boolean>
  /** Resolves while no other worker can take this one for gone; otherwise throws, and nothing must be changed. */
  readonly confirm: () => Promise<void>
}

/** Hands jobs to the workers that joined it, of which this process is one. */
export interface Engine extends Standing {
  readonly order: (order: JobOrder) => Promise<void>
  /** The result of a job, once it is done. Throws what the job threw. */
  readonly result: (id: string) => Promise<unknown>
  /** Lets those jobs begin at once whose ids begin so and whose time has not come. */
  readonly wake: (idPrefix: string) => Promise<void>
  /** True when nothing is under way and nothing could begin now. */
  readonly isIdle: () => Promise<boolean>
  /** Stops taking jobs, waits for those under way as long as given, and leaves the rest to others. */
  readonly leave: (waitMilliseconds: number) => Promise<void>
}
