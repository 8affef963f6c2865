import { type ApprovalRule, defaultApprovalDays, type Role } from '../../core/access.js'
import type { Bundle } from '../../core/bundle.js'
import type { Configuration } from '../../core/configuration.js'
import { risks } from '../../core/operation.js'
import { type BlastRadius, defaultBlastRadius } from '../../core/plan.js'
import { limitDirection, listDirection } from './bounds.js'
import { type Change, changed, compareById, type Difference, type Direction, difference } from './change.js'

/** What differs in who may do what and how much: roles, people, approval rules, and the limits of every plan. */
export function accessChanges(before: Bundle, after: Bundle): readonly Change[] {
  const [was, is] = [before.configuration, after.configuration]
  const rules = [was.access.approvalRules, is.access.approvalRules] as const
  return [
    ...compareById('access', [rolesOf(was), rolesOf(is)], roleDifferences),
    ...compareById('access', [peopleOf(was), peopleOf(is)], (earlier, later) => [
      ...difference('roles', [earlier.roles, later.roles], listDirection(earlier.roles, later.roles)),
      ...difference('signers', [earlier.signers, later.signers], listDirection(earlier.signers, later.signers)),
      ...difference('github', [earlier.github, later.github], later.github === undefined ? 'narrows' : 'widens'),
    ]),
    ...changed('access', 'approval rules', difference('rules', rules, rulesDirection(...rules))),
    ...changed(
      'access',
      'blast radius',
      blastRadiusDifferences(was.blastRadius ?? defaultBlastRadius, is.blastRadius ?? defaultBlastRadius),
    ),
    ...changed('access', 'standing approvals', daysDifference(was.standingApprovalDays, is.standingApprovalDays)),
    ...changed('access', 'approvals', daysDifference(approvalDaysOf(was), approvalDaysOf(is))),
    ...changed('access', 'environments', environmentDifferences(was, is)),
  ]
}

function rolesOf({ access }: Configuration) {
  return access.roles.map((role) => ({ role, id: `role ${role.id}` }))
}

function peopleOf({ access }: Configuration) {
  return access.people.map(({ id, roles, signers, github }) => ({ id: `person ${id}`, roles, signers, github }))
}

function roleDifferences({ role: before }: { role: Role }, { role: after }: { role: Role }): readonly Difference[] {
  const level = (risk: Role['run']['maximumRisk']) => (risk === 'none' ? -1 : risks.indexOf(risk))
  return [
    ...(['run', 'approve'] as const).flatMap((may) => {
      const [was, is] = [before[may], after[may]]
      return [
        ...difference(
          `${may}.risk`,
          [was.maximumRisk, is.maximumRisk],
          limitDirection(level(was.maximumRisk), level(is.maximumRisk)),
        ),
        ...difference(
          `${may}.environments`,
          [was.environments, is.environments],
          listDirection(was.environments, is.environments, 'all'),
        ),
        ...difference(
          `${may}.targets`,
          [was.maximumTargets, is.maximumTargets],
          limitDirection(was.maximumTargets, is.maximumTargets),
        ),
      ]
    }),
    ...difference('edit', [before.edit, after.edit], listDirection(before.edit, after.edit)),
  ]
}

/** The first rule that matches decides, so rules are narrower only where each asks of the same plans at least as much. */
function rulesDirection(before: readonly ApprovalRule[], after: readonly ApprovalRule[]): Direction {
  const isNarrower =
    before.length === after.length &&
    after.every((rule, index) => {
      const was = before[index]
      return was !== undefined && isForTheSame(rule, was) && asksAsMuch(rule, was)
    })
  return isNarrower ? 'narrows' : 'widens'
}

function isForTheSame(rule: ApprovalRule, was: ApprovalRule): boolean {
  const same = JSON.stringify(rule.environments) === JSON.stringify(was.environments)
  return same && rule.risk === was.risk && rule.minimumTargets === was.minimumTargets
}

function asksAsMuch(rule: ApprovalRule, was: ApprovalRule): boolean {
  const fewerRoles = listDirection(was.roles, rule.roles) === 'narrows'
  return rule.approvals >= was.approvals && (rule.notRequester || !was.notRequester) && fewerRoles
}

function blastRadiusDifferences(before: BlastRadius, after: BlastRadius): readonly Difference[] {
  const tags = ({ protectedTags }: BlastRadius) =>
    Object.entries(protectedTags).map(([key, value]) => `${key}=${value}`)
  return [
    ...difference(
      'targets',
      [before.maximumTargets, after.maximumTargets],
      limitDirection(before.maximumTargets, after.maximumTargets),
    ),
    ...difference(
      'destroyed',
      [before.maximumDestroyed, after.maximumDestroyed],
      limitDirection(before.maximumDestroyed, after.maximumDestroyed),
    ),
    ...difference(
      'risk',
      [before.maximumRisk, after.maximumRisk],
      limitDirection(risks.indexOf(before.maximumRisk), risks.indexOf(after.maximumRisk)),
    ),
    ...difference('protectedTags', [tags(before), tags(after)], listDirection(tags(after), tags(before))),
  ]
}

function daysDifference(was: number, is: number): readonly Difference[] {
  return difference('days', [was, is], limitDirection(was, is))
}

function approvalDaysOf({ access }: Configuration): number {
  return access.approvalDays ?? defaultApprovalDays
}

/** Which environments are protected, and what a resource's environment is told by. */
function environmentDifferences(before: Configuration, after: Configuration): readonly Difference[] {
  const guarded = ({ environments }: Configuration) =>
    Object.entries(environments).flatMap(([name, one]) => (one.protected ? [name] : []))
  const byAccount = ({ accounts }: Configuration) => accounts.map(({ name, environment }) => ({ name, environment }))
  const known = new Map(byAccount(before).map(({ name, environment }) => [name, environment]))
  return [
    ...difference('protected', [guarded(before), guarded(after)], listDirection(guarded(after), guarded(before))),
    ...difference('tags', [before.environmentTags, after.environmentTags], 'widens'),
    ...byAccount(after).flatMap(({ name, environment }) =>
      known.has(name) ? difference(`account ${name}`, [known.get(name), environment], 'widens') : [],
    ),
  ]
}
