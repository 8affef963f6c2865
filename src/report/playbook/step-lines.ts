import type { Step, StepValue } from '../../core/playbook.js'
import type { MessageTemplate } from '../../core/policy.js'
import { count, durationText } from '../terminal/phrases.js'

/** A step of a playbook for people. */
export interface StepLine {
  /** How many steps it stands in. */
  readonly depth: number
  /** What it does: `tag { tags: {"a":"b"} }`. */
  readonly text: string
  /** The condition without which it is left out. */
  readonly when?: string
  /** True of operations that nothing takes back. */
  readonly irreversible?: true
}

/** The steps of a playbook with those inside of them, in the order in which a target goes through them. */
export function stepLines(steps: readonly Step[], depth = 0): readonly StepLine[] {
  return steps.flatMap((step) => {
    const line: StepLine = {
      depth,
      text: stepText(step),
      ...(step.when ? { when: step.when.text.trim() } : {}),
      ...(step.kind === 'operation' && step.undo === 'irreversible' ? { irreversible: true } : {}),
    }
    return step.kind === 'forEach' ? [line, ...stepLines(step.steps, depth + 1)] : [line]
  })
}

function stepText(step: Step): string {
  switch (step.kind) {
    case 'operation':
      return `${step.operation}${valuesText(step.params)}${step.on === undefined ? '' : ` on ${step.on}`}`
    case 'verify':
      return `verify ${step.condition?.text.trim() ?? step.policy ?? 'the policies that sent us here'} within ${durationText(step.within)}`
    case 'wait':
      return step.until
        ? `wait until ${step.until.text.trim()}, at most ${durationText(step.timeout)}`
        : `wait ${durationText(step.seconds ?? step.timeout)}`
    case 'approve':
      return `wait for ${count(step.count, 'approval')} of ${step.roles.join(' or ') || 'anyone allowed to'}`
    case 'notify':
      return `notify: ${messageText(step.message)}`
    case 'forEach':
      return `in waves of ${[...step.ramp.map(waveText), 'the rest'].join(', ')}; stops after more than ${count(step.errorBudget, 'failure')}`
    case 'run':
      return `run ${step.playbook}${valuesText(step.params)}`
    case 'query':
      return `find ${step.type} where ${step.where.text.trim()}, as ${step.name}`
  }
}

function valuesText(values: Readonly<Record<string, StepValue>>): string {
  const entries = Object.entries(values).map(([name, value]) => `${name}: ${valueText(value)}`)
  return entries.length > 0 ? ` { ${entries.join(', ')} }` : ''
}

function valueText(value: StepValue): string {
  if (typeof value === 'object' && value !== null && 'root' in value && 'language' in value) {
    return `{{ ${String(value.text).trim()} }}`
  }
  return JSON.stringify(value)
}

function messageText(message: MessageTemplate): string {
  return message.map((part) => (typeof part === 'string' ? part : `{{ ${part.text.trim()} }}`)).join('')
}

function waveText(size: number): string {
  return size < 1 ? `${size * 100} %` : String(size)
}
