import { canonicalJson } from '../../core/canonical-json.js'
import type { CloudRequest, Inverse } from '../../core/operation.js'
import type { ApprovalRequirement, Plan, PlannedAction, PlannedStep, PlannedTarget } from '../../core/plan.js'
import { count, timeSpan } from '../terminal/phrases.js'

/** What a plan is of: `aws/s3/make-private 1 and 2 others`. */
export function playbooksText({ playbook, furtherPlaybooks }: Plan): string {
  const first = `${playbook.id} ${playbook.version}`
  return furtherPlaybooks.length === 0 ? first : `${first} and ${count(furtherPlaybooks.length, 'other')}`
}

/** An instant for people: `2026-11-24 10:00 UTC`. */
export function instantText(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`
}

/** A value of a document on one line. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : canonicalJson(value)
}

/** A call as it will be sent: `s3 PutPublicAccessBlock {"Bucket":"assets"}`. */
export function requestText({ service, action, input }: CloudRequest): string {
  return `${service} ${action} ${canonicalJson(input)}`
}

/** How a step is taken back. */
export function undoText(inverse: Inverse | 'irreversible'): string {
  if (inverse === 'irreversible') return 'cannot be undone'
  const params = Object.keys(inverse.params).length === 0 ? '' : ` ${canonicalJson(inverse.params)}`
  return `undone by ${inverse.operation}${params}`
}

/** Where a target is: type, account, region and environment. */
export function placeText({ type, account, region, environment }: PlannedTarget): string {
  return [type, account, region, environment].filter(Boolean).join(' · ')
}

/** What happens between operations. */
export function actionText(action: Exclude<PlannedAction, { kind: 'operation' }>): string {
  switch (action.kind) {
    case 'verify': {
      const what = action.condition
        ? `\`${action.condition.text}\``
        : action.policies.join(', ') || 'that the changes are there'
      return `verify ${what} within ${seconds(action.within)}`
    }
    case 'wait': {
      if (action.until) return `wait until \`${action.until.text}\`, at most ${seconds(action.timeout)}`
      return `wait ${seconds(action.seconds ?? action.timeout)}`
    }
    case 'approve':
      return `wait for ${count(action.count, 'approval')} of ${action.roles.join(' or ') || 'anyone allowed to'}`
    case 'notify':
      return `notify: ${action.message}`
  }
}

function seconds(value: number): string {
  return timeSpan(value * 1000)
}

/** The approvals that a plan needs, in a sentence. */
export function approvalText({
  approvals,
  roles,
  notRequester,
  reason,
  standing,
  selfApproved,
}: ApprovalRequirement): string {
  if (selfApproved || approvals === 0)
    return `none: the requester approves it, which the run is marked with (${reason})`
  const who = roles.length === 0 ? '' : ` of ${roles.join(' or ')}`
  const other = notRequester ? ', never the requester' : ''
  const held = standing === undefined ? '' : `; covered by the standing approval ${standing} while it has uses left`
  return `${count(approvals, 'approval')}${who}${other} (${reason})${held}`
}

/** All permissions that the steps need, in order. */
export function permissionsOf({ targets }: Plan): readonly string[] {
  return [...new Set(targets.flatMap(({ steps }) => steps.flatMap(({ permissions }) => permissions)))].sort()
}

/** The sizes of the waves: `1, 2, 5`, by playbooks where there are several parts; undefined when all targets are taken at once. */
export function wavesText({ rollout: { parts } }: Plan): string | undefined {
  const texts = parts.flatMap(({ playbooks, waves, errorBudget }) => {
    if (waves.length < 2) return []
    const sizes = waves.map((wave) => wave.length).join(', ')
    const text = `in waves of ${sizes}; stops after more than ${count(errorBudget, 'failure')}`
    return [parts.length === 1 ? text : `for ${playbooks.join(' and ')} ${text}`]
  })
  return texts.length === 0 ? undefined : texts.join('; ')
}

/** What a prediction comes to, one line for each kind of news. */
export function predictionLines({
  prediction,
}: Plan): readonly { readonly kind: 'good' | 'bad' | 'open'; readonly text: string }[] {
  const { resolved, appearing, unknown } = prediction
  return [
    ...(resolved.length > 0 ? [{ kind: 'good', text: `resolves ${count(resolved.length, 'finding')}` } as const] : []),
    ...appearing.map(
      ({ policy, resource }) => ({ kind: 'bad', text: `newly violates ${policy}: ${resource}` }) as const,
    ),
    ...unknown.map(
      ({ policy, resource }) => ({ kind: 'open', text: `no longer known for ${policy}: ${resource}` }) as const,
    ),
    ...(resolved.length + appearing.length + unknown.length === 0
      ? [{ kind: 'open', text: 'no finding comes or goes' } as const]
      : []),
  ]
}

/** The step of a target by its name. */
export function stepNamed({ steps }: PlannedTarget, name: string): PlannedStep | undefined {
  return steps.find(({ step }) => step === name)
}
