import type { Bundle } from '../../../core/bundle.js'
import { hasErrors } from '../../../core/diagnostics.js'
import type { ObjectStore } from '../../../core/object-store.js'
import type { Schedule } from '../../../core/playbook.js'
import type { PlanOutcome } from '../../../runner/plan/index.js'
import { messageOf, outcomeOf, type SchedulePorts } from '../../../runner/schedule/index.js'
import type { CommandContext } from '../../environment/context.js'
import { applyPlan } from '../../project/apply-plan.js'
import { planPlaybook } from '../../project/plan-playbook.js'
import { scanPorts } from '../../project/scan-ports.js'

/** Who runs what is due, and on what. */
export interface PerformContext {
  /** Who asks for what no schedule says who asks for. */
  readonly requester: string
  readonly bundle: Bundle
  readonly store: ObjectStore
  readonly context: CommandContext
}

/** Plans a schedule's playbook, as its requester. */
export async function planSchedule(
  { playbook: id, params: given, requester }: Schedule,
  { requester: caller, bundle, store, context }: PerformContext,
): Promise<PlanOutcome> {
  const playbook = bundle.playbooks.find((one) => one.id === id)
  if (!playbook) throw new Error(`a schedule that compiles names a playbook, but \`${id}\` is none`)
  const ports = scanPorts(bundle, store, context)
  return await planPlaybook({ playbook, given, requester: requester ?? caller }, bundle, { ports, context })
}

/** Plans a schedule's playbook and applies it through the gate; nobody is asked, so a standing approval must cover it. */
export function performer(scene: PerformContext): SchedulePorts['perform'] {
  return async (schedule) => {
    const planned = await planSchedule(schedule, scene)
    if (planned.interrupted) return { result: 'failed', message: 'interrupted' }
    if (!planned.plan) {
      return { result: hasErrors(planned.diagnostics) ? 'refused' : 'nothing-to-do', ...messageOf(planned.diagnostics) }
    }
    const { outcome } = await applyPlan(planned.plan, scene, { byItself: true })
    return { plan: planned.plan.hash, ...outcomeOf(outcome) }
  }
}
