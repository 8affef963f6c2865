import { canonicalJson } from '../../core/canonical-json.js'
import { type Expression, walkExpression } from '../../core/expression.js'
import type { CloudRequest, Inverse } from '../../core/operation.js'
import type {
  ApprovalRequirement,
  Plan,
  PlannedAction,
  PlannedCreation,
  PlannedNames,
  PlannedResource,
  PlannedStep,
  PlannedTarget,
} from '../../core/plan.js'
import { durationText } from '../../core/temporal.js'
import { groupBy } from '../group-by.js'
import { count, withOthers } from '../terminal/phrases.js'
import type { HeldApprovals } from './render-options.js'

/** What a plan is of: `aws/s3/make-private 1 and 2 others`. */
export function playbooksText({ playbook, furtherPlaybooks }: Pick<Plan, 'playbook' | 'furtherPlaybooks'>): string {
  return withOthers(`${playbook.id} ${playbook.version}`, furtherPlaybooks.length)
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
  return `undone by ${inverse.operation}${params}${inverse.created === undefined ? '' : ' on what it makes'}`
}

/** What a step makes, and that it stays where nothing takes it away. */
export function creationText({ type, name }: PlannedCreation, { inverse }: PlannedStep): string {
  const stays = inverse === 'irreversible' || inverse.created === undefined
  return `${type} ${name}${stays ? ', which stays when the rest is put back' : ''}`
}

/** Where a target is: type, account, region and environment. */
export function placeText({ type, account, region, environment }: PlannedTarget): string {
  return [type, account, region, environment].filter(Boolean).join(' · ')
}

/** The parameters of the playbook: `type="t3.small" (changed), keep=7`; undefined where it has none. */
export function parametersText({ params, changedParams }: Plan): string | undefined {
  const parts = Object.entries(params).map(
    ([name, value]) => `${name}=${canonicalJson(value)}${changedParams.includes(name) ? ' (changed)' : ''}`,
  )
  return parts.length > 0 ? parts.join(', ') : undefined
}

/** What happens between operations. */
export function actionText(action: Exclude<PlannedAction, { kind: 'operation' }>): string {
  switch (action.kind) {
    case 'verify': {
      const { condition, names, on, policies, within } = action
      const what = condition ? conditionText(condition, names) : policies.join(', ') || 'that the changes are there'
      return `verify ${what}${onText(on)} within ${durationText(within)}`
    }
    case 'wait': {
      const { until, names, on, seconds, timeout } = action
      if (until) return `wait until ${conditionText(until, names)}${onText(on)}, at most ${durationText(timeout)}`
      return `wait ${durationText(seconds ?? timeout)}`
    }
    case 'approve':
      return `wait for ${count(action.count, 'approval')} of ${action.roles.join(' or ') || 'anyone allowed to'}`
    case 'notify':
      return `notify: ${action.message}`
  }
}

/** A condition with the values of the parameters in it: `` `resource.Size == params.size` (size="large") ``. */
function conditionText({ text, root }: Expression, names?: PlannedNames): string {
  const used = new Set<string>()
  walkExpression(root, (node) => {
    if (node.kind === 'parameter') used.add(node.name)
  })
  const values = Object.entries(names?.params ?? {}).filter(([name]) => used.has(name))
  const given = values.map(([name, value]) => `${name}=${canonicalJson(value)}`).join(', ')
  return `\`${text.trim()}\`${given === '' ? '' : ` (${given})`}`
}

function onText(on: PlannedResource | undefined): string {
  return on ? ` of ${on.name || on.id}` : ''
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
  const held = standing === undefined ? '' : `; the standing approval ${standing} covers it while it has uses left`
  return `${count(approvals, 'approval')}${who}${other} (${reason})${held}`
}

/** Which approvals are held, and who could give those that are missing, in a sentence. */
export function heldText({ held, missing, candidates, standing }: HeldApprovals): string {
  const names = held.map(
    ({ approver, expires, selfApproved }) =>
      `${approver}${selfApproved ? ' (self-approved)' : ''} until ${instantText(expires)}`,
  )
  const all = [...names, ...(standing === undefined ? [] : [`the standing approval ${standing}`])]
  const given = all.length === 0 ? 'none' : all.join(', ')
  if (missing === 0 || standing !== undefined)
    return missing === 0 && all.length === 0 ? 'none, and none is needed' : given
  const who =
    candidates.length === 0 ? 'nobody of the configuration may give one' : `${candidates.join(', ')} may give one`
  return `${given}; ${count(missing, 'approval')} missing, ${who}`
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
    ...resolvedTexts(resolved).map((text) => ({ kind: 'good', text }) as const),
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

const resolvedNamed = 3

/** One line a policy: `resolves 5 findings of aws/s3/no-public-bucket: assets, logs, media, …`. */
function resolvedTexts(resolved: Plan['prediction']['resolved']): readonly string[] {
  const byPolicy = groupBy(resolved, ({ policy }) => policy)
  return [...byPolicy].map(([policy, findings]) => {
    const names = findings.slice(0, resolvedNamed).map(({ resource }) => nameInAddress(resource))
    const more = findings.length > resolvedNamed ? ', …' : ''
    return `resolves ${count(findings.length, 'finding')} of ${policy}: ${names.join(', ')}${more}`
  })
}

/** The id at the end of `type/account/region/id`, where ids may have slashes of their own. */
function nameInAddress(address: string): string {
  return address.split('/').slice(3).join('/')
}

/** The step of a target by its name. */
export function stepNamed({ steps }: PlannedTarget, name: string): PlannedStep | undefined {
  return steps.find(({ step }) => step === name)
}
