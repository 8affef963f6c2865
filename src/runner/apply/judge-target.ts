import { type Expression, walkExpression } from '../../core/expression.js'
import type { ConditionParameters, PlannedTarget } from '../../core/plan.js'
import type { CompiledPolicy } from '../../core/policy.js'
import type { Resource } from '../../core/resource.js'
import { compilePolicies, compilePredicate, environmentsOf, ResourceJudge } from '../../engine/index.js'
import { documentOf } from '../../engine/plan/index.js'
import { type Answer, together } from './answer.js'
import { asPlanned } from './as-planned.js'
import type { RunSession } from './run-session.js'

/** What is asked of a target as it is now. */
export interface Question {
  readonly target: PlannedTarget
  readonly policies: readonly CompiledPolicy[]
  readonly condition?: Expression
  /** What the condition sees as `params`. */
  readonly params?: ConditionParameters
}

/**
 * Reads a target afresh and asks the policies and the condition of it, in the way a scan does. Where there are neither,
 * what the plan said would change must have.
 */
export async function judgeTarget(session: RunSession, question: Question): Promise<Answer> {
  const { target, policies, condition, params = {} } = question
  if (policies.length === 0 && !condition) return await asPlanned(session, target)
  const reading = await session.targets.read({ place: target, ...needsOf(session, question) })
  if (reading.kind === 'gone') return { held: isRemoved(session, target), evidence: 'the resource no longer exists' }
  if (reading.kind === 'unread') return { held: 'unknown', evidence: reading.unread.message }
  const { resource } = reading
  const linked = await session.targets.linked(resource, linksOf(question))
  const { configuration, clock } = session.ports
  const { account } = resource
  const judge = new ResourceJudge({
    configuration,
    account,
    now: clock.now(),
    linked: (_, link) => linked(link),
    missing: {},
  })
  const subject = judge.subject(resource)
  const answers = compilePolicies(policies).map((program): Answer => {
    const verdict = judge.verdict(program, subject)
    if (verdict === 'unknown') return { held: 'unknown', evidence: `${program.policy.id} is unknown` }
    return { held: verdict !== 'violating', evidence: `${program.policy.id} is ${verdict}` }
  })
  if (condition) answers.push(conditionAnswer(session, condition, { resource, linked, params }))
  return together(answers)
}

function needsOf(
  { ports }: RunSession,
  { target, policies, condition }: Question,
): {
  readonly aspects: readonly string[]
  readonly metrics: CompiledPolicy['requires']['metrics']
} {
  const aspects = condition
    ? Object.keys(ports.catalog.types.get(target.type)?.aspects ?? {})
    : policies.flatMap(({ requires }) => requires.aspects)
  return { aspects: [...new Set(aspects)], metrics: policies.flatMap(({ requires }) => requires.metrics) }
}

function linksOf({ policies, condition }: Question): readonly string[] {
  const names = new Set(policies.flatMap(({ requires }) => requires.links))
  if (condition) walkExpression(condition.root, (node) => node.kind === 'link' && names.add(node.name))
  return [...names]
}

interface Subject {
  readonly resource: Resource
  readonly linked: Parameters<ReturnType<typeof compilePredicate>['certainlyTrue']>[0]['linked']
  readonly params: ConditionParameters
}

function conditionAnswer({ ports }: RunSession, condition: Expression, { resource, linked, params }: Subject): Answer {
  const environment = environmentsOf(ports.configuration, resource.account)(resource)
  const variables = { target: documentOf(resource), steps: {} }
  const scope = { resource, environment, params, now: ports.clock.now(), linked, variables }
  const predicate = compilePredicate(condition)
  const evidence = `\`${condition.text}\``
  if (predicate.certainlyTrue(scope)) return { held: true, evidence: `${evidence} is true` }
  if (predicate.certainlyFalse(scope)) return { held: false, evidence: `${evidence} is false` }
  return { held: 'unknown', evidence: `${evidence} is unknown` }
}

/** True when the plan said that it would be gone. */
function isRemoved(session: RunSession, target: PlannedTarget): boolean {
  return target.steps.some(
    ({ removes, on, step }) => removes === true && !on && session.step(target, step)?.status === 'done',
  )
}
