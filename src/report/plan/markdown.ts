import type { Plan, PlannedChange, PlannedStep, PlannedTarget } from '../../core/plan.js'
import { escapeMarkdown, markdownBlock, markdownCode, markdownTable } from '../escape/markdown.js'
import { plainLine } from '../escape/plain-text.js'
import { count } from '../terminal/phrases.js'
import { costLine, costLinesOfPlan } from './costs.js'
import {
  actionText,
  approvalText,
  creationText,
  heldText,
  instantText,
  parametersText,
  permissionsOf,
  placeText,
  playbooksText,
  predictionLines,
  requestText,
  stepNamed,
  undoText,
  valueText,
  wavesText,
} from './phrases.js'
import type { PlanOptions } from './render-options.js'

const skippedShown = 50

/** For a pull request comment or a job summary: what to decide on first, then target by target as a diff. */
export function* renderMarkdown(plan: Plan, { targets, approvals }: PlanOptions): Iterable<string> {
  yield `# Plan: ${escapeMarkdown(playbooksText(plan))}\n\n${summary(plan, approvals)}\n`
  for (const target of plan.targets.slice(0, targets)) yield `\n${targetSection(target)}\n`
  const rest = plan.targets.length - targets
  if (rest > 0) yield `\n… and ${count(rest, 'target')} more\n`
  yield skippedSection(plan)
}

function summary(plan: Plan, approvals: PlanOptions['approvals']): string {
  const waves = wavesText(plan)
  const parameters = parametersText(plan)
  return [
    `- **${count(plan.targets.length, 'target')}**, risk **${plan.risk}**, requested by ${escapeMarkdown(plan.requester)}`,
    ...(parameters === undefined ? [] : [`- With ${markdownCode(parameters)}`]),
    `- Approvals: ${escapeMarkdown(approvalText(plan.approval))}`,
    ...(approvals ? [`- Held: ${escapeMarkdown(heldText(approvals))}`] : []),
    ...predictionLines(plan).map(
      ({ kind, text }) => `- Prediction: ${kind === 'bad' ? '⚠ ' : ''}${escapeMarkdown(text)}`,
    ),
    ...costLinesOfPlan(plan).map((text) => `- Cost: ${escapeMarkdown(text)}`),
    `- Permissions: ${permissionsOf(plan).map(markdownCode).join(', ') || 'none'}`,
    ...(waves === undefined ? [] : [`- Taken ${waves}`]),
    ...(plan.notBefore === undefined ? [] : [`- Not before ${instantText(plan.notBefore)}`]),
    `- Hash ${markdownCode(plan.hash)}, expires ${instantText(plan.expiresAt)}`,
  ].join('\n')
}

function targetSection(target: PlannedTarget): string {
  const parts = target.course.map((action) => {
    if (action.kind !== 'operation') return `${markdownCode(action.step)} ${escapeMarkdown(actionText(action))}`
    const step = stepNamed(target, action.step)
    return step ? stepPart(step) : ''
  })
  const cost = costLine(target.cost)
  const heading = [`## ${markdownCode(target.name || target.id)}`, escapeMarkdown(placeText(target))]
  return [...heading, ...parts, ...(cost ? [escapeMarkdown(cost.text)] : [])].join('\n\n')
}

function stepPart(step: PlannedStep): string {
  const on = step.on ? ` on ${markdownCode(step.on.name || step.on.id)}` : ''
  const marks = [
    `risk ${step.risk}`,
    ...(step.destructive ? ['**destructive**'] : []),
    escapeMarkdown(undoText(step.inverse)),
  ]
  const lines = [
    ...(step.removes ? ['- (the resource is removed)'] : []),
    ...step.changes.flatMap(changeLines),
    ...(step.creates ?? []).map((one) => `+ ${creationText(one, step)}`),
  ]
  return [
    `${markdownCode(step.step)}${on}: ${marks.join(', ')}`,
    ...(lines.length > 0 ? [markdownBlock('diff', lines.map(plainLine).join('\n'))] : []),
    ...step.requests.map((request) => markdownCode(requestText(request))),
    `Needs ${step.permissions.map(markdownCode).join(', ') || 'no permission'}`,
  ].join('\n\n')
}

function changeLines(change: PlannedChange): readonly string[] {
  return [
    ...('before' in change ? [`- ${change.path}: ${valueText(change.before)}`] : []),
    ...('after' in change ? [`+ ${change.path}: ${valueText(change.after)}`] : []),
  ]
}

function skippedSection({ skipped }: Plan): string {
  if (skipped.length === 0) return ''
  const rows = skipped
    .slice(0, skippedShown)
    .map(({ resource, kind, reason }) => [markdownCode(resource), kind, escapeMarkdown(reason)])
  const rest = skipped.length - rows.length
  const more = rest > 0 ? `\n\n… and ${count(rest, 'resource')} more` : ''
  return `\n## Left out\n\n${markdownTable(['resource', 'kind', 'reason'], rows)}${more}\n`
}
