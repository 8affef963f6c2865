import { risks } from '../../core/operation.js'
import type { CompiledPlaybook, Limits, Step } from '../../core/playbook.js'
import { limitDirection, listDirection, parameterDifferences } from './bounds.js'
import { type Difference, difference } from './change.js'
import { conditionDifference, meaningOf } from './meaning.js'

/** What differs in meaning between two versions of a playbook. */
export function playbookDifferences(before: CompiledPlaybook, after: CompiledPlaybook): readonly Difference[] {
  const names = [...new Set([...Object.keys(before.params), ...Object.keys(after.params)])].sort()
  const scopeDirection = before.scope && !after.scope ? 'widens' : !before.scope && after.scope ? 'narrows' : 'changes'
  const described = [
    ...difference('version', [before.version, after.version]),
    ...difference('target', [before.target, after.target]),
    ...conditionDifference('scope', [before.scope, after.scope], scopeDirection),
    ...names.flatMap((name) => parameterDifferences(name, before.params[name], after.params[name])),
    ...limitDifferences(before.limits, after.limits),
    ...stepDifferences(before.steps, after.steps),
  ]
  if (described.length > 0 || before.digest === after.digest) return described
  return [{ what: 'a playbook that it runs', direction: 'changes' }]
}

function limitDifferences(before: Limits, after: Limits): readonly Difference[] {
  const tags = (limits: Limits) => Object.entries(limits.protectedTags).map(([key, value]) => `${key}=${value}`)
  return [
    ...difference(
      'limits.targets',
      [before.maximumTargets, after.maximumTargets],
      limitDirection(before.maximumTargets, after.maximumTargets),
    ),
    ...difference(
      'limits.environments',
      [before.environments, after.environments],
      listDirection(before.environments, after.environments),
    ),
    ...difference(
      'limits.accounts',
      [before.accounts, after.accounts],
      listDirection(before.accounts, after.accounts, 'all'),
    ),
    ...difference(
      'limits.risk',
      [before.maximumRisk, after.maximumRisk],
      limitDirection(risks.indexOf(before.maximumRisk), risks.indexOf(after.maximumRisk)),
    ),
    ...difference(
      'limits.windows',
      [before.windows, after.windows],
      listDirection(before.windows, after.windows, 'all'),
    ),
    ...difference('limits.protectedTags', [tags(before), tags(after)], listDirection(tags(after), tags(before))),
  ]
}

/** Steps by name: which came, went, or do something else, and whether their order changed. */
function stepDifferences(before: readonly Step[], after: readonly Step[]): readonly Difference[] {
  const [was, is] = [everyStep(before), everyStep(after)].map(
    (steps) => new Map(steps.map((step) => [step.name, step])),
  )
  if (!was || !is) return []
  const gone = [...was.values()].filter(({ name }) => !is.has(name))
  const differing = [...is.values()].flatMap((step) => {
    const earlier = was.get(step.name)
    return earlier && meaningOf(earlier) === meaningOf(step)
      ? []
      : difference(`step ${step.name}`, [earlier && stepText(earlier), stepText(step)])
  })
  return [...gone.flatMap((step) => difference(`step ${step.name}`, [stepText(step), undefined])), ...differing]
}

function everyStep(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => (step.kind === 'forEach' ? [step, ...everyStep(step.steps)] : [step]))
}

/** A step in one line. */
function stepText(step: Step): string {
  const when = step.when ? ` when ${step.when.text.trim()}` : ''
  return `${actionText(step)}${when}`
}

function actionText(step: Step): string {
  switch (step.kind) {
    case 'operation':
      return `${step.operation}${onText(step)}${valuesText(step.params)}${step.undo === 'irreversible' ? ', irreversible' : ''}`
    case 'verify':
      return `verify ${step.condition?.text.trim() ?? step.policy ?? 'the policy'}${onText(step)} within ${step.within} s`
    case 'wait':
      return step.until
        ? `wait until ${step.until.text.trim()}${onText(step)}, at most ${step.timeout} s`
        : `wait ${step.seconds} s`
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

function onText({ on }: { readonly on?: string }): string {
  return on === undefined ? '' : ` on ${on}`
}

function valuesText(values: Extract<Step, { kind: 'operation' }>['params']): string {
  const texts = Object.entries(values).map(([name, value]) => {
    const computed = typeof value === 'object' && value !== null && 'root' in value && 'language' in value
    return `${name}: ${computed ? String(value['text']) : JSON.stringify(value)}`
  })
  return texts.length > 0 ? ` with ${texts.join(', ')}` : ''
}
