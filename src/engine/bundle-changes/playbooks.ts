import { risks } from '../../core/operation.js'
import type { CompiledPlaybook, Limits } from '../../core/playbook.js'
import { limitDirection, listDirection, parameterDifferences } from './bounds.js'
import { type Difference, difference } from './change.js'
import { conditionDirection } from './condition-direction.js'
import { conditionDifference } from './meaning.js'
import { stepDifferences } from './steps.js'

/** What differs in meaning between two versions of a playbook itself, the playbooks that it runs aside. */
export function playbookDifferences(before: CompiledPlaybook, after: CompiledPlaybook): readonly Difference[] {
  const names = [...new Set([...Object.keys(before.params), ...Object.keys(after.params)])].sort()
  return [
    ...difference('version', [before.version, after.version]),
    ...difference('target', [before.target, after.target], 'widens'),
    ...conditionDifference('scope', [before.scope, after.scope], conditionDirection([before.scope, after.scope])),
    ...names.flatMap((name) => parameterDifferences(name, before.params[name], after.params[name])),
    ...limitDifferences(before.limits, after.limits),
    ...stepDifferences(before.steps, after.steps),
  ]
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
