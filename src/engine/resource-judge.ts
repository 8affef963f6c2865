import type { Configuration } from '../core/configuration.js'
import type { CompiledPolicy, ParameterValue, Verdict } from '../core/policy.js'
import type { Resource, Unread } from '../core/resource.js'
import { type EnvironmentOf, environmentsOf } from './environment.js'
import type { EvaluationScope } from './expression/index.js'
import { draftFinding, type FindingDraft } from './finding-draft.js'
import { effectiveParameters } from './parameters.js'
import { judge, type PolicyProgram, verdictOf } from './policy-program.js'

type Parameters = Readonly<Record<string, ParameterValue>>

/** What judging the resources of one account depends on besides the resources. */
export interface JudgingContext {
  readonly configuration: Configuration
  readonly account: string
  readonly now: Date
  readonly linked: (resource: Resource, link: string) => readonly Resource[] | Unread
  /** Properties that were not asked for when the snapshot was made. */
  readonly missing: Readonly<Record<string, Unread>>
}

/** Judges resources of one account; parameters and environments are worked out once. */
export class ResourceJudge {
  private readonly environmentOf: EnvironmentOf
  private readonly parameters = new Map<string | null, Map<CompiledPolicy, Parameters>>()
  private readonly hasMissing: boolean

  constructor(private readonly context: JudgingContext) {
    this.environmentOf = environmentsOf(context.configuration, context.account)
    this.hasMissing = Object.keys(context.missing).length > 0
  }

  /** What all policies see of a resource; `scopeFor` adds the policy's parameters. */
  subject(resource: Resource): Subject {
    const complete = this.hasMissing
      ? { ...resource, unread: { ...this.context.missing, ...resource.unread } }
      : resource
    return {
      resource: complete,
      environment: this.environmentOf(resource),
      linked: (link) => this.context.linked(complete, link),
    }
  }

  /** The scope of a policy's conditions about a resource. */
  scopeFor({ policy }: PolicyProgram, subject: Subject): EvaluationScope {
    const { resource, environment, linked } = subject
    return { resource, environment, params: this.parametersOf(policy, environment), now: this.context.now, linked }
  }

  private parametersOf(policy: CompiledPolicy, environment: string | null): Parameters {
    const byPolicy = this.parameters.get(environment) ?? new Map<CompiledPolicy, Parameters>()
    const known = byPolicy.get(policy)
    if (known) return known
    const { configuration, account } = this.context
    const params = effectiveParameters(policy, configuration, { account, environment })
    this.parameters.set(environment, byPolicy.set(policy, params))
    return params
  }

  /** The verdict of a policy about a resource that holds at least what the policy requires. */
  verdict(program: PolicyProgram, subject: Subject): Verdict {
    return verdictOf(program, this.scopeFor(program, subject))
  }

  /** Words a verdict. Of a violation, `subject` must hold `partsUsed` and `partsWorded`; of an unknown, all properties. */
  draft(program: PolicyProgram, subject: Subject): FindingDraft {
    const scope = this.scopeFor(program, subject)
    return draftFinding(program, judge(program, scope), scope)
  }
}

/** A resource with what goes with it in every policy's scope. */
export type Subject = Pick<EvaluationScope, 'resource' | 'environment' | 'linked'>
