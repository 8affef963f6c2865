import { type Expression, walkExpression } from '../../core/expression.js'
import type { PlannedNames, PlannedResource, PlannedTarget } from '../../core/plan.js'
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
  if (mentionsTarget(condition)) return await judge(session, { ...question, item })
  const { type, account, region, id, name } = target
  const resource: Resource = { type, account, region, id, name, tags: {}, properties: {} }
  return conditionAnswer(session, { condition, item, ...question }, { resource, linked: () => [] })
}

/** True of a condition for which the target has to be read: one that looks at more than `item`, `steps`, `params` and `now`. */
function mentionsTarget({ root }: Expression): boolean {
  let mentions = false
  walkExpression(root, (node) => {
    const isOfTarget = node.kind === 'variable' && node.scope === 'root' && !targetless.has(node.name)
    if (node.kind === 'link' || node.kind === 'metric' || isOfTarget) mentions = true
  })
  return mentions
}

const targetless: ReadonlySet<string> = new Set(['item', 'steps', 'now'])

type ItemQuestion = Question & { readonly item?: Resource }

async function judge(session: RunSession, question: ItemQuestion): Promise<Answer> {
  const { target, policies, condition } = question
  const reading = await session.targets.read({ place: target, ...needsOf(session, question) })
  if (reading.kind === 'gone') return { held: isRemoved(session, target), evidence: 'the resource no longer exists' }
  if (reading.kind === 'unread') return { held: 'unknown', evidence: reading.unread.message }
  const { resource } = reading
  const linked = await session.targets.linked(resource, linksOf(question))
  const { configuration, clock } = session.ports
  const { account } = resource
  const resourceJudge = new ResourceJudge({
    configuration,
    account,
    now: clock.now(),
    linked: (_, link) => linked(link),
    missing: {},
  })
  const subject = resourceJudge.subject(resource)
  const answers = compilePolicies(policies).map((program): Answer => {
    const verdict = resourceJudge.verdict(program, subject)
    if (verdict === 'unknown') return { held: 'unknown', evidence: `${program.policy.id} is unknown` }
    return { held: verdict !== 'violating', evidence: `${program.policy.id} is ${verdict}` }
  })
  if (condition) answers.push(conditionAnswer(session, { ...question, condition }, { resource, linked }))
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
}

function conditionAnswer(
  { ports, state }: RunSession,
  { condition, item, names }: Pick<ItemQuestion, 'item' | 'names'> & { readonly condition: Expression },
  { resource, linked }: Subject,
): Answer {
  const environment = environmentsOf(ports.configuration, resource.account)(resource)
  const params = names?.params ?? state.plan.params
  const variables = {
    target: documentOf(resource),
    steps: names?.steps ?? {},
    ...(item ? { item: documentOf(item) } : {}),
  }
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
