import type { Configuration } from '../../core/configuration.js'
import type { Prediction } from '../../core/plan.js'
import type { CompiledPolicy, Verdict } from '../../core/policy.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import type { ResourceType } from '../../core/resource-type.js'
import { compilePolicies, type PolicyProgram } from '../policy-program.js'
import { ResourceJudge } from '../resource-judge.js'
import type { EstateView, LoadedEstate } from './estate.js'
import { type ChangingVerdict, predictionOf } from './prediction.js'

/** What a prediction is made from. */
export interface PredictionRequest {
  readonly policies: readonly CompiledPolicy[]
  readonly types: ReadonlyMap<string, ResourceType>
  readonly configuration: Configuration
  readonly now: Date
  readonly before: LoadedEstate
  /** The simulated states of resources by address; undefined for those that will be gone. */
  readonly changes: ReadonlyMap<string, Resource | undefined>
}

/**
 * What all policies will say, against what they say now. Only verdicts that can differ are given anew: those on changed
 * resources, and those of policies that look at changed types through a link.
 */
export function predict(request: PredictionRequest): Prediction {
  const { policies, before, changes } = request
  const after = before.with(changes)
  const [judgeBefore, judgeAfter] = [new EstateJudge(before, request), new EstateJudge(after, request)]
  const pairs = affectedPairs(request, after)
  const programs = new Map(compilePolicies(policies).map((program) => [program.policy.id, program]))
  const changing = pairs.flatMap(({ policy, address }): ChangingVerdict[] => {
    const program = programs.get(policy.id)
    const [resourceBefore, resourceAfter] = [before.get(address), after.get(address)]
    const resource = resourceBefore ?? resourceAfter
    if (!program || !resource) return []
    const was = resourceBefore && judgeBefore.verdict(program, resourceBefore)
    const willBe = resourceAfter && judgeAfter.verdict(program, resourceAfter)
    return [{ policy, resource, was, willBe }]
  })
  return predictionOf(changing)
}

interface Pair {
  readonly policy: CompiledPolicy
  readonly address: string
}

/** Pairs of policy and resource whose verdict can differ, in the order of policies and then of addresses. */
function affectedPairs({ policies, types, changes, before }: PredictionRequest, after: LoadedEstate): readonly Pair[] {
  const changed = [...changes.keys()].sort()
  const typeOf = (address: string): string | undefined => (before.get(address) ?? changes.get(address))?.type
  const touched = new Map<string, Set<string>>()
  for (const address of changed) {
    const { type, account } = before.get(address) ?? changes.get(address) ?? {}
    if (type === undefined || account === undefined) continue
    touched.set(type, (touched.get(type) ?? new Set()).add(account))
  }
  return policies.flatMap((policy) => {
    const own = changed.filter((address) => typeOf(address) === policy.resource)
    const accounts = accountsSeen(policy, types, touched)
    if (accounts.size === 0) return own.map((address) => ({ policy, address }))
    const linked = [...before.ofType(policy.resource), ...after.ofType(policy.resource)]
      .filter(({ account }) => accounts.has(account))
      .map(resourceAddress)
    return [...new Set([...own, ...linked])].sort().map((address) => ({ policy, address }))
  })
}

/** The accounts in which a policy looks at changed resources through its links. */
function accountsSeen(
  policy: CompiledPolicy,
  types: ReadonlyMap<string, ResourceType>,
  touched: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const links = types.get(policy.resource)?.links ?? {}
  return new Set(policy.requires.links.flatMap((name) => [...(touched.get(links[name]?.type ?? '') ?? [])]))
}

/** Judges resources of any account in one state of the estate. */
class EstateJudge {
  private readonly judges = new Map<string, ResourceJudge>()

  constructor(
    private readonly estate: EstateView,
    private readonly context: Pick<PredictionRequest, 'configuration' | 'now'>,
  ) {}

  verdict(program: PolicyProgram, resource: Resource): Verdict {
    const judge = this.judgeOf(resource.account)
    return judge.verdict(program, judge.subject(resource))
  }

  private judgeOf(account: string): ResourceJudge {
    const known = this.judges.get(account)
    if (known) return known
    const { configuration, now } = this.context
    const judge = new ResourceJudge({ configuration, account, now, linked: this.estate.follow, missing: {} })
    this.judges.set(account, judge)
    return judge
  }
}
