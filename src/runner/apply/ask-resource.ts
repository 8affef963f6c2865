import type { Expression } from '../../core/expression.js'
import type { PlannedNames } from '../../core/plan.js'
import type { CompiledPolicy, MetricRequirement, ParameterValue } from '../../core/policy.js'
import type { TargetReading } from '../../core/provider.js'
import { requirementsOf } from '../../core/requirements.js'
import type { Partition, Resource } from '../../core/resource.js'
import { withUnreadParts } from '../../engine/expression/index.js'
import { compilePolicies, compilePredicate, environmentsOf, ResourceJudge } from '../../engine/index.js'
import { documentOf } from '../../engine/plan/index.js'
import type { Answer } from './answer.js'
import type { ApplyPorts } from './ports.js'
import type { TargetReader } from './target-reader.js'

/** With what questions about resources are answered. */
export interface Asking {
  readonly targets: TargetReader
  readonly ports: Pick<ApplyPorts, 'catalog' | 'configuration' | 'clock'>
  /** What conditions see as `params` that bring none along. */
  readonly params: Readonly<Record<string, ParameterValue>>
}

/** A condition with what it sees besides the resource. */
export interface AskedCondition {
  readonly condition: Expression
  /** The resource that it knows as `item`. */
  readonly item?: Resource
  readonly names?: PlannedNames
}

/** What is asked of a resource as it is now. */
export interface ResourceQuestion {
  readonly place: Partition & { readonly id: string }
  readonly policies: readonly CompiledPolicy[]
  readonly conditions: readonly AskedCondition[]
}

type Unanswered = Exclude<TargetReading, { readonly kind: 'resource' }>

/** The answers in the order of the questions, or why the resource could not be asked. */
export type ResourceAnswers =
  | { readonly kind: 'answered'; readonly policies: readonly Answer[]; readonly conditions: readonly Answer[] }
  | Unanswered

/** Reads a resource afresh, and asks policies and conditions of it in the way a scan does. */
export async function askResource(asking: Asking, question: ResourceQuestion): Promise<ResourceAnswers> {
  const { place, policies, conditions } = question
  const { aspects, metrics, links } = needsOf(asking, question)
  const reading = await asking.targets.read({ place, aspects, metrics })
  if (reading.kind !== 'resource') return reading
  const { resource } = reading
  const linked = await asking.targets.linked(resource, links)
  const subject = { resource, linked }
  return {
    kind: 'answered',
    policies: policyAnswers(asking, policies, subject),
    conditions: conditions.map((condition) => conditionAnswer(asking, condition, subject)),
  }
}

/** A resource, and what links lead to from it. */
export interface Subject {
  readonly resource: Resource
  readonly linked: Parameters<ReturnType<typeof compilePredicate>['certainlyTrue']>[0]['linked']
}

function policyAnswers(
  { ports }: Asking,
  policies: readonly CompiledPolicy[],
  { resource, linked }: Subject,
): readonly Answer[] {
  const { configuration, clock } = ports
  const judge = new ResourceJudge({
    configuration,
    account: resource.account,
    now: clock.now(),
    linked: (_, link) => linked(link),
    missing: {},
  })
  const subject = judge.subject(resource)
  return compilePolicies(policies).map((program): Answer => {
    const verdict = judge.verdict(program, subject)
    const evidence = `${program.policy.id} is ${verdict}`
    return { held: verdict === 'unknown' ? 'unknown' : verdict !== 'violating', evidence }
  })
}

/** Whether a condition holds of a resource that was read. */
export function conditionAnswer(
  { ports, params }: Asking,
  { condition, item, names }: AskedCondition,
  { resource, linked }: Subject,
): Answer {
  const environment = environmentsOf(ports.configuration, resource.account)(resource)
  const variables = {
    target: documentOf(resource),
    steps: withUnreadParts(names?.steps ?? {}),
    ...(item ? { item: documentOf(item) } : {}),
  }
  const scope = { resource, environment, params: names?.params ?? params, now: ports.clock.now(), linked, variables }
  const predicate = compilePredicate(condition)
  const evidence = `\`${condition.text}\``
  if (predicate.certainlyTrue(scope)) return { held: true, evidence: `${evidence} is true` }
  if (predicate.certainlyFalse(scope)) return { held: false, evidence: `${evidence} is false` }
  return { held: 'unknown', evidence: `${evidence} is unknown` }
}

interface Needs {
  readonly aspects: readonly string[]
  readonly metrics: readonly MetricRequirement[]
  readonly links: readonly string[]
}

/** What must be read for the answers. Conditions may look at the whole document by other names. */
function needsOf({ ports, params }: Asking, { place, policies, conditions }: ResourceQuestion): Needs {
  const type = ports.catalog.types.get(place.type)
  const needs = policies.map(({ requires }) => requires)
  const ofConditions = type
    ? conditions.map(({ condition, names }) => requirementsOf([condition], type, [names?.params ?? params]))
    : []
  const all = [...needs, ...ofConditions]
  const whole = conditions.length > 0 ? Object.keys(type?.aspects ?? {}) : []
  return {
    aspects: [...new Set([...whole, ...needs.flatMap(({ aspects }) => aspects)])],
    metrics: all.flatMap(({ metrics }) => metrics),
    links: [...new Set(all.flatMap(({ links }) => links))],
  }
}
