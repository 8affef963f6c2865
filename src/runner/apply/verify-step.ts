import type { PlannedAction, PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import { stepName } from '../../engine/run/index.js'
import { judgeTarget } from './judge-target.js'
import type { ActionOutcome, RunSession } from './run-session.js'

const firstPauseMilliseconds = 1000
const longestPauseMilliseconds = 15_000

type Verification = Extract<PlannedAction, { kind: 'verify' }>

/**
 * Asks, until it holds or its time is up, whether the target is as it should be. What cannot be told in that time is
 * recorded as unknown: neither held nor a reason to put anything back.
 */
export async function verifyTarget(
  session: RunSession,
  target: PlannedTarget,
  { step, policies: ids, condition, on, names, within }: Verification,
): Promise<ActionOutcome> {
  const policies = session.state.policies.filter(({ id }) => ids.includes(id))
  const question = {
    target,
    policies,
    ...(condition ? { condition } : {}),
    ...(on ? { on } : {}),
    ...(names ? { names } : {}),
  }
  const deadline = session.now() + within * 1000
  for (let pause = firstPauseMilliseconds; ; pause = Math.min(pause * 1.5, longestPauseMilliseconds)) {
    const { held, evidence } = await judgeTarget(session, question)
    const left = deadline - session.now()
    if (held !== true && session.isStopping()) return 'stopped'
    if (held === true || left <= 0) {
      await session.record({ kind: 'verified', step: stepName(resourceAddress(target), step), held, evidence })
      return held === true ? 'passed' : 'broken'
    }
    await session.pause(Math.min(pause, left))
  }
}
