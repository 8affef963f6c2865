import { type Expression, walkExpression } from '../../core/expression.js'
import type { ConditionParameters, PlannedAction } from '../../core/plan.js'
import type { Step } from '../../core/playbook.js'
import type { Resource } from '../../core/resource.js'
import { type EvaluationScope, renderMessage } from '../expression/index.js'
import { isBoundToFail } from './foresight.js'
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
}

/** A step that changes nothing, as a target's course has it. */
export function plannedAction(step: QuietStep, { name, policies, scope }: ActionParts): PlannedAction {
  switch (step.kind) {
    case 'verify': {
      const asked = step.policy === undefined || step.policy === 'policy' ? policies : [step.policy]
      const condition = step.condition ? { condition: step.condition, ...paramsOf(step.condition, scope) } : {}
      return { kind: 'verify', step: name, policies: step.condition ? [] : asked, ...condition, within: step.within }
    }
    case 'wait': {
      const { seconds, until, timeout } = step
      const condition = until ? { until, ...paramsOf(until, scope) } : {}
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

/** The parameters that a condition is asked with when its time comes, if it uses any. */
function paramsOf({ root }: Expression, { params }: EvaluationScope): { readonly params?: ConditionParameters } {
  let isUsed = false
  walkExpression(root, (node) => {
    isUsed ||= node.kind === 'parameter'
  })
  return isUsed ? { params } : {}
}

/** What tells whether an action can hold. */
export interface Outlook extends SimulatedTarget {
  readonly scope: EvaluationScope
  readonly isViolated: (policy: string, resource: Resource) => boolean
}

/** Why an action that follows the steps so far is bound to fail, or undefined when it may hold. */
export function whyBoundToFail(action: PlannedAction, { isViolated, ...target }: Outlook): string | undefined {
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
