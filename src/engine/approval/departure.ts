import type { Plan } from '../../core/plan.js'
import type { CompiledPlaybook, Step } from '../../core/playbook.js'
import { runParameters } from '../plan/parameters.js'

/**
 * What a plan does that its playbook does not say; undefined when it keeps to it. The plan's own copy of the playbook is
 * not asked, so that a plan made by hand cannot pass under the playbook's name.
 */
export function departureFrom(playbook: CompiledPlaybook, { targets, params }: Plan): string | undefined {
  if (runParameters(playbook, params).diagnostics.length > 0) return 'parameters outside their bounds'
  if (targets.length > playbook.limits.maximumTargets) return 'more resources than the playbook allows'
  const foreign = targets.find(({ type }) => type !== playbook.target)
  if (foreign) return `resources of type \`${foreign.type}\``
  const operations = new Set(playbook.steps.flatMap(operationsIn))
  const steps = targets.flatMap((target) => target.steps)
  const added = steps.find(({ operation }) => !operations.has(operation))
  return added && `the operation \`${added.operation}\``
}

function operationsIn(step: Step): readonly string[] {
  if (step.kind === 'forEach') return step.steps.flatMap(operationsIn)
  return step.kind === 'operation' ? [step.operation] : []
}
