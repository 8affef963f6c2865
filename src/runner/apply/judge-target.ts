import { type Expression, walkExpression } from '../../core/expression.js'
import type { ConditionParameters, PlannedTarget } from '../../core/plan.js'
import type { CompiledPolicy } from '../../core/policy.js'
import type { Resource } from '../../core/resource.js'
import { compilePolicies, compilePredicate, environmentsOf, ResourceJudge } from '../../engine/index.js'
import { documentOf } from '../../engine/plan/index.js'
import { changesMissing } from '../../engine/run/index.js'
import type { RunSession } from './run-session.js'

/** What is asked of a target as it is now. */
export interface Question {
  readonly target: PlannedTarget
  readonly policies: readonly CompiledPolicy[]
  readonly condition?: Expression
  /** What the condition sees as `params`. */
  readonly params?: ConditionParameters
}

/** Whether it holds, and what that rests on. */
export interface Answer {
  readonly held: boolean | 'unknown'
  readonly evidence: string
}

/** Reads a target afresh and asks the policies and the condition of it, in the way a scan does. */
export async function judgeTarget(session: RunSession, question: Question): Promise<Answer> {
  const { target, policies, condition, params = {} } = question
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
  return answers.length > 0 ? together(answers) : asPlanned(session, target, resource)
}

function needsOf(
  session: RunSession,
  { target, policies, condition }: Question,
): {
  readonly aspects: readonly string[]
  readonly metrics: CompiledPolicy['requires']['metrics']
} {
  const metrics = policies.flatMap(({ requires }) => requires.metrics)
  if (condition) return { aspects: Object.keys(session.ports.catalog.types.get(target.type)?.aspects ?? {}), metrics }
  const aspects =
    policies.length > 0 ? policies.flatMap(({ requires }) => requires.aspects) : changedAspects(session, target)
  return { aspects: [...new Set(aspects)], metrics }
}

/** The aspects in which the changes of a plan show. */
function changedAspects({ operations }: RunSession, { steps }: PlannedTarget): readonly string[] {
  return steps.flatMap(({ operation, on }) => (on ? [] : (operations.get(operation)?.reads ?? [])))
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

function together(answers: readonly Answer[]): Answer {
  const deciding =
    answers.find(({ held }) => held === false) ?? answers.find(({ held }) => held === 'unknown') ?? answers[0]
  return { held: deciding?.held ?? 'unknown', evidence: answers.map(({ evidence }) => evidence).join('; ') }
}

/** True when the plan said that it would be gone. */
function isRemoved(session: RunSession, target: PlannedTarget): boolean {
  return target.steps.some(
    ({ removes, on, step }) => removes === true && !on && session.step(target, step)?.status === 'done',
  )
}

/**
 * Where nothing else is asked, what the plan said would change must have: to the letter, or in the eyes of every
 * operation that changes it. Clouds write a policy's text in their own way, and know times and ids that a plan cannot.
 */
function asPlanned(session: RunSession, target: PlannedTarget, resource: Resource): Answer {
  const missing = changesMissing(target, resource).filter((path) => !isWanted(session, target, { path, resource }))
  if (missing.length > 0) return { held: false, evidence: `${missing.join(', ')} is not as planned` }
  return { held: true, evidence: 'all changes are as planned' }
}

interface Changed {
  readonly path: string
  readonly resource: Resource
}

function isWanted({ operations }: RunSession, { steps }: PlannedTarget, { path, resource }: Changed): boolean {
  const changing = steps.filter(({ changes, on }) => !on && changes.some((change) => change.path === path))
  return changing.every(
    ({ operation, params }) => operations.get(operation)?.precondition(resource, params)?.kind === 'already',
  )
}
