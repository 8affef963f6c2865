import type { Clock } from '../../core/clock.js'
import type { JobBody, JobOrder, Jobs, Queue, Standing } from './engine.js'

/** How far a run came in one go. */
export type RunProgress =
  | { readonly kind: 'ended'; readonly result: string }
  /** It waits until an instant (ISO 8601), or for something that may come at any time, such as an approval. */
  | { readonly kind: 'waiting'; readonly until: string | 'news' }
  /** Another process has the run. */
  | { readonly kind: 'held'; readonly by: string }

/** Takes runs further. The runs' records tell what was done, so no completed step is repeated. */
export interface RunPort {
  /**
   * Goes on with a run until it ends or waits; writes nothing while the wait is not over. `isGone` tells runners that
   * surely do nothing any more.
   */
  readonly advance: (run: string, isGone: (runner: string) => boolean) => Promise<RunProgress>
}

/** A run that workers go on with whenever it is not waiting. */
export interface SharedRun {
  readonly run: string
  /** The account it acts in; undefined when there are several. */
  readonly account: string | undefined
  /** The address of its target; undefined when there are several. */
  readonly target: string | undefined
}

interface RunTurn extends SharedRun {
  readonly turn: number
  /** How often it was looked in vain whether it can go on. */
  readonly looks: number
}

/** Milliseconds until it is looked again; each time twice as long as before. */
const pauses = {
  held: { first: 2_000, longest: 60_000 },
  news: { first: 15_000, longest: 600_000 },
  failed: { first: 5_000, longest: 300_000 },
}

/**
 * The order of a run. Runs on one target come one after another, and those of an account have a common limit; the leases
 * of resources keep runs with several targets apart.
 */
export function orderOfRun(run: SharedRun): JobOrder {
  return orderOfTurn({ ...run, turn: 1, looks: 0 })
}

/** What the ids of a run's jobs begin with, or those of all runs. */
export function runJobPrefix(run?: string): string {
  return run === undefined ? 'run/' : `run/${run}/`
}

/**
 * The job of a run. Each turn takes it as far as it goes, and then orders the next one for when the wait is over: no
 * worker holds anything for a run that waits, be it for days. A turn that fails, as when the store cannot be reached, is
 * followed by another one, so that no run is left lying.
 */
export function runJobs(
  runs: RunPort,
  { clock, standing }: { readonly clock: Clock; readonly standing: Pick<Standing, 'isGone'> },
): Jobs {
  const run: JobBody = async (turn: RunTurn, context) => {
    const next = await context
      .once('advance', async () => nextOf(turn, await advance(turn.run, runs, standing), clock))
      .catch(() => context.once('postpone', async () => laterOf(turn, pauses.failed, clock)))
    if (next.kind === 'ended') return next.result
    const order = orderOfTurn({ ...turn, turn: turn.turn + 1, looks: next.looks })
    await context.order({ ...order, notBefore: new Date(next.at) })
    return 'waiting'
  }
  return { run }
}

/** A runner that holds the run may be gone, which is asked after it was met: its name is never used again. */
async function advance(run: string, runs: RunPort, standing: Pick<Standing, 'isGone'>): Promise<RunProgress> {
  const progress = await runs.advance(run, () => false)
  if (progress.kind !== 'held' || !(await standing.isGone(progress.by))) return progress
  return await runs.advance(run, (runner) => runner === progress.by)
}

type Next =
  | { readonly kind: 'ended'; readonly result: string }
  | { readonly kind: 'later'; readonly at: string; readonly looks: number }

function nextOf(turn: RunTurn, progress: RunProgress, clock: Clock): Next {
  if (progress.kind === 'ended') return progress
  if (progress.kind === 'waiting' && progress.until !== 'news') return { kind: 'later', at: progress.until, looks: 0 }
  return laterOf(turn, pauses[progress.kind === 'held' ? 'held' : 'news'], clock)
}

function laterOf({ looks }: RunTurn, { first, longest }: (typeof pauses)[keyof typeof pauses], clock: Clock): Next {
  const pause = Math.min(first * 2 ** looks, longest)
  return { kind: 'later', at: new Date(clock.now().getTime() + pause).toISOString(), looks: looks + 1 }
}

function orderOfTurn(turn: RunTurn): JobOrder {
  return {
    id: `${runJobPrefix(turn.run)}${turn.turn}`,
    kind: 'run',
    queue: queueOfAccount(turn.account),
    key: turn.target ?? turn.run,
    input: turn,
  }
}

/** Every account has a queue of its own, so that its limit holds for all of its targets together. */
function queueOfAccount(account: string | undefined): Queue {
  return { name: `runs/${account ?? 'several accounts'}`, perSecond: 20, perWorker: 16, perKey: { together: 1 } }
}
