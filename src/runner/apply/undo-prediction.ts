import type { Configuration } from '../../core/configuration.js'
import { findingId } from '../../core/finding.js'
import type { Prediction } from '../../core/plan.js'
import type { CompiledPolicy, Verdict } from '../../core/policy.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { compilePolicies, ResourceJudge } from '../../engine/index.js'
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
  const resolved: string[] = []
  const appearing: Prediction['appearing'][number][] = []
  const unknown: Prediction['unknown'][number][] = []
  for (const { policy, resource, was, willBe } of await changedVerdicts(policies, { resources, after }, ports)) {
    const entry = { policy: policy.id, resource: resourceAddress(resource) }
    if (willBe === 'violating') appearing.push(entry)
    else if (willBe === 'unknown') unknown.push(entry)
    else if (was === 'violating') resolved.push(findingId(policy, resource))
  }
  return { resolved: resolved.sort(), appearing, unknown }
}

interface ChangedVerdict {
  readonly policy: CompiledPolicy
  readonly resource: Resource
  readonly was: Verdict
  readonly willBe: Verdict
}

async function changedVerdicts(
  policies: readonly CompiledPolicy[],
  { resources, after }: { readonly resources: readonly PutBack[]; readonly after: ReadonlyMap<string, Resource> },
  { reader, configuration, now }: PredictionPorts,
): Promise<readonly ChangedVerdict[]> {
  const changed: ChangedVerdict[] = []
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
      if (was !== willBe) changed.push({ policy, resource: one.before, was, willBe })
    }
  }
  return changed
}
