import { canonicalJson } from '../../core/canonical-json.js'
import type { Risk } from '../../core/operation.js'
import type { Plan, PlannedStep, PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import type { RunState } from '../run/index.js'
import { higherRisk } from './subject.js'

/** How long after a run's last record its steps are taken back at their own risk. */
const freshMilliseconds = 24 * 3600 * 1000

/** What the records of a run say of a plan that takes it back. */
export interface TakenBack {
  /** A step that is none of the inverses that the run recorded. */
  readonly stray?: string
  /** The risk that counts for a step of the plan; undefined where it is the operation's own. */
  readonly riskOf: (step: PlannedStep) => Risk | undefined
}

/** What a plan is held against that says that it takes back a run. */
export interface TakenBackFacts {
  /** The run by its records; undefined where they cannot be relied on. */
  readonly run: RunState | undefined
  /** When the plan is begun, or was. */
  readonly at: Date
  readonly riskOf: (operation: string) => Risk | undefined
}

/**
 * Holds a plan that takes back a run against the run's records: each of its steps must be an inverse that was recorded.
 * One that puts back the state before a step within a day of the run, on a resource that is as the run left it, counts
 * with the risk of that step, which was approved; any other with its own.
 */
export function takenBack({ targets }: Pick<Plan, 'targets'>, { run, at, riskOf }: TakenBackFacts): TakenBack {
  const risks = new Map<PlannedStep, Risk>()
  const isFresh = run !== undefined && at.getTime() - Date.parse(run.updatedAt) <= freshMilliseconds
  for (const target of targets) {
    for (const step of target.steps) {
      const forward = run && recordedFor(target, step, run)
      if (!forward) return { stray: `${resourceAddress(target)}#${step.step}`, riskOf: () => undefined }
      if (!isFresh || step.restores !== forward.step) continue
      risks.set(step, higherRisk(forward.risk, riskOf(forward.operation) ?? forward.risk))
    }
  }
  return { riskOf: (step) => risks.get(step) }
}

/** The step of the run whose recorded inverse a step of the plan is. */
function recordedFor(target: PlannedTarget, step: PlannedStep, { plan, targets }: RunState): PlannedStep | undefined {
  const address = resourceAddress(target)
  const taken = plan.targets.find((one) => resourceAddress(one) === address)
  const matching = taken?.steps.filter((forward) => {
    const inverse = targets.get(address)?.steps.get(forward.step)?.inverse
    if (inverse === undefined || inverse === 'irreversible') return false
    return inverse.operation === step.operation && canonicalJson(inverse.params) === canonicalJson(step.params)
  })
  return matching?.find((forward) => forward.step === step.restores) ?? matching?.[0]
}
