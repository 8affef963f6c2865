import type { Expression } from '../../core/expression.js'
import { looksAtTarget } from '../../core/looks-at-target.js'
import type { PlannedNames, PlannedResource, PlannedTarget } from '../../core/plan.js'
import type { CompiledPolicy } from '../../core/policy.js'
import type { Resource } from '../../core/resource.js'
import { type Answer, together } from './answer.js'
import { asPlanned } from './as-planned.js'
import { askResource, conditionAnswer } from './ask-resource.js'
import type { RunSession } from './run-session.js'

/** What is asked of a target as it is now. */
export interface Question {
  readonly target: PlannedTarget
  readonly policies: readonly CompiledPolicy[]
  readonly condition?: Expression
  /** The resource that the condition knows as `item`. */
  readonly on?: PlannedResource
  readonly names?: PlannedNames
}

/**
 * Reads a target afresh and asks the policies and the condition of it, in the way a scan does. A condition about another
 * resource is asked of that one, and of the target only where it mentions it. Where there is neither policy nor condition,
 * what the plan said would change must have.
 */
export async function judgeTarget(session: RunSession, question: Question): Promise<Answer> {
  const { target, policies, on, condition } = question
  if (policies.length === 0 && !condition) return await asPlanned(session, target)
  if (!on || !condition) return await judge(session, question)
  const reading = await session.targets.readWhole(on)
  if (reading.kind === 'gone') return { held: false, evidence: `${on.name} does not exist` }
  if (reading.kind === 'unread') return { held: 'unknown', evidence: reading.unread.message }
  const item = reading.resource
  if (looksAtTarget(condition.root)) return await judge(session, { ...question, item })
  const { type, account, region, id, name } = target
  const resource: Resource = { type, account, region, id, name, tags: {}, properties: {} }
  return conditionAnswer(session.asking, { condition, item, ...question }, { resource, linked: () => [] })
}

type ItemQuestion = Question & { readonly item?: Resource }

async function judge(session: RunSession, question: ItemQuestion): Promise<Answer> {
  const { target, policies, condition } = question
  const conditions = condition ? [{ ...question, condition }] : []
  const asked = await askResource(session.asking, { place: target, policies, conditions })
  if (asked.kind === 'gone') return { held: isRemoved(session, target), evidence: 'the resource no longer exists' }
  if (asked.kind === 'unread') return { held: 'unknown', evidence: asked.unread.message }
  return together([...asked.policies, ...asked.conditions])
}

/** True when the plan said that it would be gone. */
function isRemoved(session: RunSession, target: PlannedTarget): boolean {
  return target.steps.some(
    ({ removes, on, step }) => removes === true && !on && session.step(target, step)?.status === 'done',
  )
}
