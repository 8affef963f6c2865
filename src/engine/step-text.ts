import type { Step, StepValue } from '../core/playbook.js'
import type { MessageTemplate } from '../core/policy.js'
import { durationText } from '../core/temporal.js'

/** What a step of a playbook does, in one line: `aws.ec2.volume.tag { tags: {"a":"b"} } on links.volumes`. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'operation':
      return `${step.operation}${valuesText(step.params)}${onText(step)}`
    case 'verify': {
      const what = step.condition?.text.trim() ?? step.policy ?? 'the policies that sent us here'
      return `verify ${what}${onText(step)} within ${durationText(step.within)}`
    }
    case 'wait':
      return step.until
        ? `wait until ${step.until.text.trim()}${onText(step)}, at most ${durationText(step.timeout)}`
        : `wait ${durationText(step.seconds ?? step.timeout)}`
    case 'approve':
      return `wait ${durationText(step.expires)} for ${step.count} of ${step.roles.join(' or ') || 'anyone allowed to'} to approve`
    case 'notify':
      return `notify: ${messageText(step.message)}`
    case 'forEach':
      return `in waves of ${[...step.ramp.map(waveText), 'the rest'].join(', ')}; error budget ${step.errorBudget}`
    case 'run':
      return `run ${step.playbook}${valuesText(step.params)}`
    case 'query':
      return `find ${step.type} where ${step.where.text.trim()}, as ${step.name}`
  }
}

function onText({ on }: { readonly on?: string }): string {
  return on === undefined ? '' : ` on ${on}`
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
