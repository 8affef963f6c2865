import { findingId } from '../../core/finding.js'
import type { PredictedVerdict, Prediction } from '../../core/plan.js'
import type { CompiledPolicy, Verdict } from '../../core/policy.js'
import { type Resource, resourceAddress } from '../../core/resource.js'

/** What a policy says of a resource now and what it will say; undefined where the resource is not there. */
export interface ChangingVerdict {
  readonly policy: CompiledPolicy
  readonly resource: Resource
  readonly was: Verdict | undefined
  readonly willBe: Verdict | undefined
}

/** Sorts changing verdicts into what they mean for findings. A violation that becomes unknown is not resolved. */
export function predictionOf(changing: readonly ChangingVerdict[]): Prediction {
  const resolved: (PredictedVerdict & { readonly finding: string })[] = []
  const appearing: PredictedVerdict[] = []
  const unknown: PredictedVerdict[] = []
  for (const { policy, resource, was, willBe } of changing) {
    if (was === willBe) continue
    const entry = { policy: policy.id, resource: resourceAddress(resource) }
    if (willBe === 'violating') appearing.push(entry)
    else if (willBe === 'unknown') unknown.push(entry)
    else if (was === 'violating') resolved.push({ ...entry, finding: findingId(policy, resource) })
  }
  return { resolved, appearing, unknown }
}
