import type { Expression } from '../../core/expression.js'
import type { PlannedAction, PlannedNames, PlannedResource } from '../../core/plan.js'
import type { Step } from '../../core/playbook.js'
import type { Resource } from '../../core/resource.js'
import { type EvaluationScope, renderMessage } from '../expression/index.js'
import { isBoundToFail } from './foresight.js'
import { namesMentioned } from './planned-names.js'
import type { SimulatedTarget } from './told-parts.js'

/** A step that changes nothing. */
export type QuietStep = Extract<Step, { kind: 'verify' | 'wait' | 'approve' | 'notify' }>

/** What a quiet step is planned with. */
export interface ActionParts {
  /** Number and kind. */
  readonly name: string
  /** What `verify: policy` means. */
  readonly policies: readonly string[]
  /** The target as it will be by then, with the parameters of the step's own playbook. */
  readonly scope: EvaluationScope
  /** What conditions may be given along. */
  readonly names: PlannedNames
  /** The resource that the step is about, where that is not the target. */
  readonly on?: PlannedResource
}

/** A step that changes nothing, as a target's course has it. */
export function plannedAction(step: QuietStep, parts: ActionParts): PlannedAction {
  const { name, policies, scope } = parts
  switch (step.kind) {
    case 'verify': {
      const asked = step.policy === undefined || step.policy === 'policy' ? policies : [step.policy]
      const condition = step.condition ? { condition: step.condition, ...givenAlong(step.condition, parts) } : {}
      return { kind: 'verify', step: name, policies: step.condition ? [] : asked, ...condition, within: step.within }
    }
    case 'wait': {
      const { seconds, until, timeout } = step
      const condition = until ? { until, ...givenAlong(until, parts) } : {}
      const what = { ...(seconds === undefined ? {} : { seconds }), ...condition }
      return { kind: 'wait', step: name, ...what, timeout }
    }
    case 'approve': {
      const { roles, count, expires } = step
      return { kind: 'approve', step: name, roles, count, expires }
    }
    case 'notify':
      return { kind: 'notify', step: name, message: renderMessage(step.message, scope) }
  }
}

/** What a condition sees when its time comes besides the target: the names that it mentions, and what it is about. */
function givenAlong(
  condition: Expression,
  { names, on }: ActionParts,
): { readonly names?: PlannedNames; readonly on?: PlannedResource } {
  const mentioned = namesMentioned(condition, names)
  return { ...(on ? { on } : {}), ...(mentioned ? { names: mentioned } : {}) }
}

/** What tells whether an action can hold. */
export interface Outlook extends SimulatedTarget {
  readonly scope: EvaluationScope
  readonly isViolated: (policy: string, resource: Resource) => boolean
}

/**
 * Why an action that follows the steps so far is bound to fail, or undefined when it may hold. Of other resources than the
 * target nothing is foretold.
 */
export function whyBoundToFail(action: PlannedAction, { isViolated, ...target }: Outlook): string | undefined {
  if ('on' in action && action.on) return undefined
  if (action.kind === 'verify') {
    const { condition, policies } = action
    if (condition && isBoundToFail(condition, { ...target, reliance: 'present' }))
      return failing(action.step, condition)
    const violated = policies.find((policy) => isViolated(policy, target.after))
    return violated && `${action.step} is bound to fail: it will still violate ${violated}`
  }
  if (action.kind !== 'wait' || !action.until) return undefined
  return isBoundToFail(action.until, { ...target, reliance: 'changed' })
    ? failing(action.step, action.until)
    : undefined
}

function failing(step: string, { text }: Expression): string {
  return `${step} is bound to fail: \`${text}\` will be false`
}
