import type { Step } from '../../core/playbook.js'

/** A step in one line. */
export function stepText(step: Step): string {
  const when = step.when ? ` when ${step.when.text.trim()}` : ''
  return `${actionText(step)}${when}`
}

function actionText(step: Step): string {
  switch (step.kind) {
    case 'operation':
      return `${step.operation}${step.on === undefined ? '' : ` on ${step.on}`}${valuesText(step.params)}${step.undo === 'irreversible' ? ', irreversible' : ''}`
    case 'verify':
      return `verify ${step.condition?.text.trim() ?? step.policy ?? 'the policy'} within ${step.within} s`
    case 'wait':
      return step.until ? `wait until ${step.until.text.trim()}, at most ${step.timeout} s` : `wait ${step.seconds} s`
    case 'approve':
      return `${step.count} of ${step.roles.join(', ')} approve within ${step.expires} s`
    case 'notify':
      return `notify ${step.message.map((part) => (typeof part === 'string' ? part : `{{ ${part.text} }}`)).join('')}`
    case 'forEach':
      return `waves of ${step.ramp.join(', ')}, at most ${step.errorBudget} failures`
    case 'run':
      return `run ${step.playbook}${valuesText(step.params)}`
    case 'query':
      return `find ${step.type} where ${step.where.text.trim()}`
  }
}

function valuesText(values: Extract<Step, { kind: 'operation' }>['params']): string {
  const texts = Object.entries(values).map(([name, value]) => {
    const computed = typeof value === 'object' && value !== null && 'root' in value && 'language' in value
    return `${name}: ${computed ? String(value['text']) : JSON.stringify(value)}`
  })
  return texts.length > 0 ? ` with ${texts.join(', ')}` : ''
}
