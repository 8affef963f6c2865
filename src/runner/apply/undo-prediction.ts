import type { Configuration } from '../../core/configuration.js'
import type { Prediction } from '../../core/plan.js'
import type { CompiledPolicy } from '../../core/policy.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { compilePolicies, ResourceJudge } from '../../engine/index.js'
import { type ChangingVerdict, predictionOf } from '../../engine/plan/index.js'
import type { TargetReader } from './target-reader.js'

/** A resource as it is now, and as it will be when a run has been taken back. */
export interface PutBack {
  readonly before: Resource
  readonly after: Resource
}

/** What else a prediction rests on. */
export interface PredictionPorts {
  readonly reader: TargetReader
  readonly configuration: Configuration
  readonly now: Date
}

/** What the policies that a run was verified by will say of the resources that are put back, against what they say now. */
export async function predictUndo(
  policies: readonly CompiledPolicy[],
  resources: readonly PutBack[],
  ports: PredictionPorts,
): Promise<Prediction> {
  const after = new Map(resources.map((one) => [resourceAddress(one.before), one.after]))
  return predictionOf(await changingVerdicts(policies, { resources, after }, ports))
}

async function changingVerdicts(
  policies: readonly CompiledPolicy[],
  { resources, after }: { readonly resources: readonly PutBack[]; readonly after: ReadonlyMap<string, Resource> },
  { reader, configuration, now }: PredictionPorts,
): Promise<readonly ChangingVerdict[]> {
  const changing: ChangingVerdict[] = []
  const byPolicy = [...compilePolicies(policies)].sort((one, other) => (one.policy.id < other.policy.id ? -1 : 1))
  for (const program of byPolicy) {
    const { policy } = program
    for (const one of resources.filter(({ before }) => before.type === policy.resource)) {
      const follow = await reader.linked(one.before, policy.requires.links)
      const context = { configuration, account: one.before.account, now, missing: {} }
      const judgeNow = new ResourceJudge({ ...context, linked: (_, link) => follow(link) })
      const judgeThen = new ResourceJudge({
        ...context,
        linked: (_, link) => {
          const linked = follow(link)
          return 'reason' in linked ? linked : linked.map((each) => after.get(resourceAddress(each)) ?? each)
        },
      })
      const was = judgeNow.verdict(program, judgeNow.subject(one.before))
      const willBe = judgeThen.verdict(program, judgeThen.subject(one.after))
      changing.push({ policy, resource: one.before, was, willBe })
    }
  }
  return changing
}
