import type { Plan, PlannedChange, PlannedStep, PlannedTarget, SkippedTarget } from '../../core/plan.js'
import { plainLine } from '../escape/plain-text.js'
import { type Paint, type Palette, palette } from '../terminal/colour.js'
import { count, figure } from '../terminal/phrases.js'
import { displayWidth, fold, wrap } from '../terminal/width.js'
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

interface Screen {
  readonly style: Palette
  readonly width: number
}

const indent = '      '
const skippedShown = 20

/** For people: target by target what changes and what is sent; then what to know before approving. */
export function* renderTerminal(plan: Plan, { colour, width, targets, approvals }: PlanOptions): Iterable<string> {
  const screen = { style: palette(colour), width }
  yield `${heading(plan, screen)}\n`
  for (const target of plan.targets.slice(0, targets)) yield `\n${targetLines(target, screen).join('\n')}\n`
  const rest = plan.targets.length - targets
  if (rest > 0) yield `\n${screen.style.dim(`… and ${count(rest, 'target')} more (\`--all\` shows them)`)}\n`
  if (plan.skipped.length > 0) yield `\n${renderSkipped(plan.skipped, screen)}\n`
  yield `\n${closing(plan, screen, approvals)}\n`
}

function heading(plan: Plan, { style, width }: Screen): string {
  const parameters = parametersText(plan)
  const risk = riskPaint(plan.risk, style)(`risk ${plan.risk}`)
  return [
    `${style.bold(`Plan: ${playbooksText(plan)}`)}  ${count(plan.targets.length, 'target')}, ${risk}`,
    style.dim(`requested by ${plainLine(plan.requester)} on snapshot ${plan.snapshot}`),
    ...(parameters === undefined ? [] : fold(`with ${plainLine(parameters)}`, width).map(style.dim)),
  ].join('\n')
}

function targetLines(target: PlannedTarget, screen: Screen): string[] {
  const { style } = screen
  return [
    `  ${style.bold(plainLine(target.name || target.id))}  ${style.dim(plainLine(placeText(target)))}`,
    ...target.course.flatMap((action) => {
      const step = action.kind === 'operation' ? stepNamed(target, action.step) : undefined
      if (step) return stepLines(step, screen)
      if (action.kind === 'operation') return []
      return hanging(`${action.step}  ${plainLine(actionText(action))}`, {
        ...screen,
        paint: style.dim,
        indent: '    ',
      })
    }),
    ...costLines(target, screen),
  ]
}

function costLines({ cost }: PlannedTarget, { style, width }: Screen): string[] {
  const line = costLine(cost)
  if (!line) return []
  const paint = { saved: style.green, added: style.yellow, same: style.dim, unknown: style.dim }[line.kind]
  return hanging(plainLine(line.text), { paint, width, indent: '    ' })
}

function stepLines(step: PlannedStep, screen: Screen): string[] {
  const { style, width } = screen
  const risk = riskPaint(step.risk, style)(step.risk)
  const on = step.on ? ` on ${plainLine(step.on.name || step.on.id)}` : ''
  const text = (paint: Paint, value: string): string[] => hanging(plainLine(value), { paint, width, indent })
  return [
    `    ${style.cyan(step.step)}${on}  ${risk}${step.destructive ? ` ${style.red('destructive')}` : ''}`,
    ...(step.removes ? [`${indent}${style.red('- the resource is removed')}`] : []),
    ...step.changes.flatMap((change) => changeLines(change, screen)),
    ...(step.creates ?? []).flatMap((one) => text(style.green, `+ ${creationText(one, step)}`)),
    ...step.requests.flatMap((request) => text(style.dim, `→ ${requestText(request)}`)),
    ...text(style.dim, `needs ${step.permissions.join(', ') || 'no permission'}`),
    ...text(step.inverse === 'irreversible' ? style.yellow : style.dim, undoText(step.inverse)),
  ]
}

interface Hanging {
  readonly paint: Paint
  readonly width: number
  readonly indent: string
}

/** A text on as many lines as it takes; those after the first are set further in. */
function hanging(text: string, { paint, width, indent }: Hanging): string[] {
  const [first = '', ...rest] = fold(text, width - indent.length - 2)
  return [`${indent}${paint(first)}`, ...rest.map((line) => `${indent}  ${paint(line)}`)]
}

function changeLines(change: PlannedChange, { style, width }: Screen): string[] {
  const path = plainLine(change.path)
  const text = (value: unknown): string => plainLine(valueText(value))
  const whole = (mark: string, paint: Paint, value: unknown): string[] =>
    hanging(`${mark} ${path}  ${text(value)}`, { paint, width, indent })
  if (!('before' in change)) return whole('+', style.green, change.after)
  if (!('after' in change)) return whole('-', style.red, change.before)
  const [before, after] = [text(change.before), text(change.after)]
  const fits = displayWidth(path) + displayWidth(before) + displayWidth(after) + indent.length + 7 <= width
  if (!fits) return [...whole('-', style.red, change.before), ...whole('+', style.green, change.after)]
  return [`${indent}${style.yellow('~')} ${path}  ${style.red(before)} → ${style.green(after)}`]
}

/** The resources that were left out, with the reasons; the first of them where they are many. */
export function renderSkipped(
  skipped: readonly SkippedTarget[],
  { style, width }: { readonly style: Palette; readonly width: number },
): string {
  const shown = skipped.slice(0, skippedShown).map((one) => skippedLines(one, width).map(style.dim).join('\n'))
  const rest = skipped.length - shown.length
  const more = rest > 0 ? [style.dim(`  … and ${figure(rest)} more`)] : []
  return [style.bold(`Left out: ${count(skipped.length, 'resource')}`), ...shown, ...more].join('\n')
}

function skippedLines({ resource, kind, reason }: SkippedTarget, width: number): readonly string[] {
  const [where, why] = [`  ${plainLine(resource)}`, `${kind}: ${plainLine(reason)}`]
  const line = `${where}  ${why}`
  if (displayWidth(line) <= width) return [line]
  return [where, ...wrap(why, width - indent.length).map((text) => `${indent}${text}`)]
}

function closing(plan: Plan, { style, width }: Screen, approvals: PlanOptions['approvals']): string {
  const waves = wavesText(plan)
  const paints = { good: style.green, bad: style.red, open: style.yellow }
  const prediction = predictionLines(plan)
  const fact = (term: string, text: string, paint: Paint = (plain) => plain): string =>
    fold(`${term}: ${plainLine(text)}`, width - 2)
      .map((line, index) => (index === 0 ? `${term}:${paint(line.slice(term.length + 1))}` : `  ${paint(line)}`))
      .join('\n')
  return [
    style.dim('─'.repeat(Math.min(width, 72))),
    ...prediction.slice(0, 10).map(({ kind, text }) => fact('Prediction', text, paints[kind])),
    ...(prediction.length > 10 ? [style.dim(`  … and ${figure(prediction.length - 10)} more`)] : []),
    ...costLinesOfPlan(plan).map((text) => fact('Cost', text)),
    fact('Permissions', permissionsOf(plan).join(', ') || 'none'),
    ...(waves === undefined ? [] : [fact('Taken', waves)]),
    fact('Approvals', approvalText(plan.approval)),
    ...(approvals ? [fact('Held', heldText(approvals), approvals.missing === 0 ? style.green : style.yellow)] : []),
    ...(plan.notBefore === undefined ? [] : [`Not before ${instantText(plan.notBefore)}, when a window opens`]),
    style.dim(`Hash ${plan.hash} · expires ${instantText(plan.expiresAt)}`),
  ].join('\n')
}

function riskPaint(risk: Plan['risk'], style: Palette): Paint {
  return { low: style.green, medium: style.yellow, high: style.magenta, critical: style.red }[risk]
}
