import type { PlannedChange, PlannedStep, PlannedTarget } from '../../../core/plan.js'
import { escapeXml } from '../../escape/xml.js'
import { costLine } from '../costs.js'
import { actionText, creationText, placeText, requestText, stepNamed, undoText, valueText } from '../phrases.js'

/** A target with its course, folded away where there are many. */
export function targetSection(target: PlannedTarget, open: boolean): string {
  const course = target.course.map((action) => {
    if (action.kind !== 'operation') {
      return `<p class="quiet"><code>${escapeXml(action.step)}</code> ${escapeXml(actionText(action))}</p>`
    }
    const step = stepNamed(target, action.step)
    return step ? stepBlock(step) : ''
  })
  const name = escapeXml(target.name || target.id)
  const cost = costLine(target.cost)
  const costPart = cost ? `<p class="quiet">${escapeXml(cost.text)}</p>` : ''
  return `<details${open ? ' open' : ''}><summary><strong>${name}</strong> <span class="quiet">${escapeXml(placeText(target))}</span></summary>${course.join('')}${costPart}</details>\n`
}

function stepBlock(step: PlannedStep): string {
  const on = step.on ? ` on ${escapeXml(step.on.name || step.on.id)}` : ''
  const destructive = step.destructive ? ' <span class="tag critical">destructive</span>' : ''
  const lines = [
    ...(step.removes ? [line('removed', '- the resource is removed')] : []),
    ...step.changes.flatMap(changeLines),
    ...(step.creates ?? []).map((one) => line('added', `+ ${creationText(one, step)}`)),
    ...step.requests.map((request) => line('request', `→ ${requestText(request)}`)),
    line('request', `needs ${step.permissions.join(', ') || 'no permission'}`),
  ]
  return `<div class="step"><div><code>${escapeXml(step.step)}</code>${on} <span class="tag ${step.risk}">${step.risk}</span>${destructive}</div>
<div class="change">${lines.join('')}</div><small class="quiet">${escapeXml(undoText(step.inverse))}</small></div>`
}

function changeLines(change: PlannedChange): readonly string[] {
  return [
    ...('before' in change ? [line('removed', `- ${change.path}  ${valueText(change.before)}`)] : []),
    ...('after' in change ? [line('added', `+ ${change.path}  ${valueText(change.after)}`)] : []),
  ]
}

function line(kind: string, text: string): string {
  return `<div class="${kind}">${escapeXml(text)}</div>`
}
