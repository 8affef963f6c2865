import type { Unread } from '../../core/resource.js'
import { nameOfTask, type OperationTask, type RunSession } from './run-session.js'

/** What a search for the resources that a step made came to. */
export type MadeSearch =
  | { readonly kind: 'found'; readonly ids: readonly string[] }
  /** Nothing bears the step's mark. */
  | { readonly kind: 'none' }
  /** Which ones they are cannot be told: there are more or fewer of them than the plan says. */
  | { readonly kind: 'unclear'; readonly count: number }
  | { readonly kind: 'unread'; readonly unread: Unread }

/**
 * Looks among all resources of the made type for those that bear the mark of a step, for which no answer tells. While
 * nothing bears it, a look is repeated for so many seconds, as a listing may show it late.
 */
export async function findMade(
  session: RunSession,
  task: OperationTask,
  { seconds, isStopping }: { readonly seconds: number; readonly isStopping: () => boolean },
): Promise<MadeSearch> {
  const deadline = session.now() + seconds * 1000
  for (let delay = 1000; ; delay = Math.min(delay * 2, 10_000)) {
    const found = await searchOnce(session, task)
    if (found.kind === 'found' || session.now() >= deadline || isStopping()) return found
    await session.pause(delay)
  }
}

async function searchOnce(session: RunSession, task: OperationTask): Promise<MadeSearch> {
  const { target, planned, operation } = task
  const { creates = [] } = planned
  const [first] = creates
  if (!first || !operation.makes) return { kind: 'none' }
  const mark = {
    target: planned.on ?? target,
    params: planned.params,
    token: session.token(nameOfTask(task), 'do'),
  }
  const listing = await session.targets.listAll(first)
  if ('unread' in listing) return { kind: 'unread', unread: listing.unread }
  const ids = listing.resources.filter((one) => operation.makes?.bears(one, mark)).map(({ id }) => id)
  if (ids.length === 0) return { kind: 'none' }
  return ids.length === 1 && creates.length === 1 ? { kind: 'found', ids } : { kind: 'unclear', count: ids.length }
}
