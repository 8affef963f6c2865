import { resourceAddress } from '../../core/resource.js'
import type { RunState } from '../../engine/run/index.js'

/** How soon a condition is asked again, at first and after a long wait. */
const soonestMilliseconds = 2_000
const latestMilliseconds = 60_000
/** The part of the time waited so far after which a condition is asked again, so that looks grow rarer. */
const growth = 0.5

/**
 * When to look again at a run that waits: at the end of its next pause, and before that at growing intervals where a
 * condition is awaited, which nobody tells of. `news` where it waits for approvals alone, which are told of.
 */
export function nextLook(state: RunState, now: Date): string | 'news' {
  const looks = [...waits(state)].map((wait) => lookAt(wait, now))
  const instants = looks.filter((look) => look !== 'news').sort()
  const isAsked = [...waits(state)].some(({ kind }) => kind === 'condition')
  return looks.includes('news') && !isAsked ? 'news' : (instants[0] ?? 'news')
}

interface Wait {
  readonly kind: 'pause' | 'condition' | 'approval'
  readonly since: string
  readonly until: string
}

function* waits({ plan, targets }: RunState): Iterable<Wait> {
  for (const target of plan.targets) {
    for (const action of target.course) {
      const step = targets.get(resourceAddress(target))?.steps.get(action.step)
      if (step?.status !== 'waiting' || !step.waiting) continue
      const kind = action.kind !== 'wait' ? 'approval' : action.until === undefined ? 'pause' : 'condition'
      yield { kind, ...step.waiting }
    }
  }
}

function lookAt({ kind, since, until }: Wait, now: Date): string | 'news' {
  if (kind === 'approval') return 'news'
  if (kind === 'pause') return until
  const waited = (now.getTime() - Date.parse(since)) * growth
  const pause = Math.min(Math.max(waited, soonestMilliseconds), latestMilliseconds)
  const last = Math.max(now.getTime(), Date.parse(until))
  return new Date(Math.min(now.getTime() + pause, last)).toISOString()
}
