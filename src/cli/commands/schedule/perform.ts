import type { Bundle } from '../../../core/bundle.js'
import { type Diagnostic, hasErrors } from '../../../core/diagnostics.js'
import type { ObjectStore } from '../../../core/object-store.js'
import type { ApplyOutcome } from '../../../runner/apply/index.js'
import type { OccurrenceOutcome, SchedulePorts } from '../../../runner/schedule/index.js'
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

/** Plans a schedule's playbook and applies it through the gate; nobody is asked, so a standing approval must cover it. */
export function performer({ requester, bundle, store, context }: PerformContext): SchedulePorts['perform'] {
  const ports = scanPorts(bundle, store, context)
  return async ({ playbook: id, params: given, requester: named }) => {
    const playbook = bundle.playbooks.find((one) => one.id === id)
    if (!playbook) throw new Error(`a schedule that compiles names a playbook, but \`${id}\` is none`)
    const planned = await planPlaybook({ playbook, given, requester: named ?? requester }, bundle, { ports, context })
    if (planned.interrupted) return { result: 'failed', message: 'interrupted' }
    if (!planned.plan) {
      return { result: hasErrors(planned.diagnostics) ? 'refused' : 'nothing-to-do', ...messageOf(planned.diagnostics) }
    }
    const { outcome } = await applyPlan(planned.plan, { bundle, store, context }, { byItself: true })
    return { plan: planned.plan.hash, ...outcomeOf(outcome) }
  }
}

function outcomeOf(outcome: ApplyOutcome): OccurrenceOutcome {
  if (outcome.kind === 'refused') return { result: 'refused', ...messageOf(outcome.diagnostics) }
  const { id: run, phase } = outcome.state
  if (outcome.kind === 'lost' || phase === 'waiting') return { result: 'waiting', run }
  return phase === 'succeeded'
    ? { result: 'succeeded', run }
    : { result: 'failed', run, message: `the run is ${phase}` }
}

function messageOf(diagnostics: readonly Diagnostic[]): { readonly message?: string } {
  const message = diagnostics.map(({ code, message }) => `${message} [${code}]`).join('; ')
  return message === '' ? {} : { message }
}
