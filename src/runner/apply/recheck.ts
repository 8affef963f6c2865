import { canonicalJson } from '../../core/canonical-json.js'
import type { PlannedStep } from '../../core/plan.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { topLevel } from '../../engine/index.js'
import { movedPaths, pathSteps, planToken } from '../../engine/plan/index.js'
import { type OperationTask, placeOfStep } from './run-session.js'

/**
 * What has moved since the plan, other than by the target's own earlier steps: paths of the document, and the requests
 * themselves where they would not be those of the plan. `isTaken` tells which steps of the target came before.
 */
export function movedSincePlan(
  task: OperationTask,
  resource: Resource,
  isTaken: (step: string) => boolean,
): readonly string[] {
  const own = changedBefore(task, isTaken)
  const { basis } = task.planned.on ?? task.target
  const moved = movedPaths(basis, resource).filter((path) => !own.has(topLevel(path)))
  return moved.length > 0 || sendsAsPlanned(task, resource) ? moved : [`the requests of ${task.planned.step}`]
}

/** Top-level properties that earlier steps of the target changed on the same resource. */
function changedBefore({ target, planned }: OperationTask, isTaken: (step: string) => boolean): ReadonlySet<string> {
  const address = resourceAddress(placeOfStep({ target, planned }))
  const index = target.steps.findIndex(({ step }) => step === planned.step)
  const earlier = target.steps.slice(0, index).filter((step) => {
    const same = resourceAddress(placeOfStep({ target, planned: step })) === address
    return same && isTaken(step.step)
  })
  return changedParts(earlier)
}

/** The parts of a resource's document that steps change: top-level properties, and `tags`. */
function changedParts(steps: readonly Pick<PlannedStep, 'changes' | 'retags'>[]): ReadonlySet<string> {
  const paths = steps.flatMap(({ changes }) => changes.flatMap(({ path }) => pathSteps(path)[0] ?? []))
  return new Set(steps.some(({ retags }) => retags) ? [...paths, 'tags'] : paths)
}

function sendsAsPlanned({ target, planned, operation }: OperationTask, resource: Resource): boolean {
  const token = planToken(resourceAddress(target), planned.step)
  return canonicalJson(operation.requests(resource, planned.params, token)) === canonicalJson(planned.requests)
}
