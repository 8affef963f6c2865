import type { Access, ApprovalRule } from '../../core/access.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { risks } from '../../core/operation.js'
import { entryOf, itemsAt, type LocatedValue, rangeOf, valueAt } from '../source/located-value.js'
import { checkRole } from './check-role.js'
import { accessDiagnostics } from './diagnostics.js'
import { shortfallOf } from './meetable-rules.js'

/** Reports rules that name unknown roles, can never match or never be met, and risks that no rule covers. */
export function checkApprovalRules(root: LocatedValue, access: Access): readonly Diagnostic[] {
  const places = itemsAt(root, 'approvalRules')
  const [first] = places
  if (!first) return unmeetableDefaults(root, access)
  const { approvalRules: rules } = access
  return [
    ...uncoveredRisks(rules).map((risk) =>
      accessDiagnostics.report('risk-without-rule', { risk }, { range: rangeOf(first) }),
    ),
    ...places.flatMap((place, index) => {
      const rule = rules[index]
      return rule ? checkRule(place, rule, { access, places, index }) : []
    }),
  ]
}

/** Risks of which some plan matches no rule. */
function uncoveredRisks(rules: readonly ApprovalRule[]): readonly string[] {
  return risks.filter(
    (risk) => !rules.some((rule) => rule.risk === risk && rule.environments.length === 0 && rule.minimumTargets === 1),
  )
}

interface RulePlace {
  readonly access: Access
  readonly places: readonly LocatedValue[]
  readonly index: number
}

function checkRule(
  place: LocatedValue,
  rule: ApprovalRule,
  { access, places, index }: RulePlace,
): readonly Diagnostic[] {
  const range = rangeOf(place)
  const earlier = access.approvalRules.slice(0, index).findIndex((one) => matchesAll(one, rule))
  const before = places[earlier]
  const related = before && [{ message: 'this one matches first', range: rangeOf(before) }]
  return [
    ...itemsAt(place, 'roles').flatMap((role) => checkRole(role, access.roles)),
    ...(before ? [accessDiagnostics.report('rule-never-matches', undefined, { range, related })] : []),
    ...unmeetable(place, rule, access),
  ]
}

/** Whether one rule matches every plan that another matches. */
function matchesAll(one: ApprovalRule, other: ApprovalRule): boolean {
  const everywhere =
    one.environments.length === 0 ||
    (other.environments.length > 0 && other.environments.every((name) => one.environments.includes(name)))
  return one.risk === other.risk && everywhere && one.minimumTargets <= other.minimumTargets
}

function unmeetable(place: LocatedValue, rule: ApprovalRule, access: Access): readonly Diagnostic[] {
  const shortfall = shortfallOf(rule, access)
  if (shortfall === undefined) return []
  const range = rangeOf(valueAt(place, ['approvals']) ?? place)
  return [accessDiagnostics.report('approvals-out-of-reach', { rules: [shortfall] }, { range })]
}

/** The rules that hold where none are configured stand in no file, so what is wrong with them is told of the people. */
function unmeetableDefaults(root: LocatedValue, access: Access): readonly Diagnostic[] {
  const people = entryOf(root, 'people')
  const hasKeys = access.people.some(({ signers }) => signers.length > 0)
  const rules = hasKeys
    ? access.approvalRules.flatMap((rule) => shortfallOf(rule, access) ?? [])
    : ['nobody has a signing key, so no plan can be approved']
  if (!people || access.people.length === 0 || rules.length === 0) return []
  return [accessDiagnostics.report('approvals-out-of-reach', { rules }, { range: rangeOf(people.keySpan) })]
}
