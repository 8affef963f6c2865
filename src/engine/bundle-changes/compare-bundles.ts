import type { Role } from '../../core/access.js'
import type { Bundle } from '../../core/bundle.js'
import { risks } from '../../core/operation.js'
import type { Schedule, StandingApproval } from '../../core/playbook.js'
import { type CompiledPolicy, type Exemption, lastingPolicyId } from '../../core/policy.js'
import type { PriceSheet } from '../../core/price-sheet.js'
import { limitDirection, listDirection } from './bounds.js'
import { type Change, changed, compareById, type Difference, difference, memberDifferences } from './change.js'
import { conditionDifference, meaningOf } from './meaning.js'
import { playbookDifferences } from './playbooks.js'

/** Two versions of a repository, compiled. */
export interface BundlePair {
  readonly before: Bundle
  readonly after: Bundle
}

/** What changes in meaning from one version to the other. What only reads differently is left out. */
export function compareBundles({ before, after }: BundlePair): readonly Change[] {
  const digests = [before, after].map(({ playbooks }) => new Map(playbooks.map(({ id, digest }) => [id, digest])))
  return [
    ...comparePolicies(before.policies, after.policies),
    ...compareById('exemption', [before.exemptions, after.exemptions], exemptionDifferences),
    ...compareById('playbook', [before.playbooks, after.playbooks], playbookDifferences),
    ...compareById('standing-approval', [before.standingApprovals, after.standingApprovals], (was, is) => [
      ...approvalDifferences(was, is),
      ...voided(was, is, digests),
    ]),
    ...compareById('schedule', [before.schedules, after.schedules], scheduleDifferences),
    ...compareById('price-sheet', [before.priceSheets, after.priceSheets], priceDifferences),
    ...compareById('access', [rolesOf(before), rolesOf(after)], roleDifferences),
    ...compareById('access', [peopleOf(before), peopleOf(after)], (was, is) => [
      ...difference('roles', [was.roles, is.roles], listDirection(was.roles, is.roles)),
      ...difference('signers', [was.signers, is.signers], listDirection(was.signers, is.signers)),
    ]),
    ...changed(
      'access',
      'approval rules',
      difference(
        'rules',
        [before, after].map(({ configuration }) => configuration.access.approvalRules) as [unknown, unknown],
      ),
    ),
  ]
}

/** A policy that was renamed is the same policy. */
function comparePolicies(before: readonly CompiledPolicy[], after: readonly CompiledPolicy[]): readonly Change[] {
  const earlier = new Map(before.map((policy) => [lastingPolicyId(policy), policy]))
  const names = new Map(after.map((policy) => [earlier.get(lastingPolicyId(policy))?.id, policy.id]))
  const renamed = before.map((policy) => ({ policy, id: names.get(policy.id) ?? policy.id }))
  const current = after.map((policy) => ({ policy, id: policy.id }))
  return compareById('policy', [renamed, current], (was, is) => policyDifferences(was.policy, is.policy))
}

function policyDifferences(before: CompiledPolicy, after: CompiledPolicy): readonly Difference[] {
  return [
    ...difference('id', [before.id, after.id]),
    ...difference('resource', [before.resource, after.resource]),
    ...difference('severity', [before.severity, after.severity]),
    ...difference('pillar', [before.pillar, after.pillar]),
    ...conditionDifference('violates', [before.violates, after.violates]),
    ...conditionDifference('applies', [before.applies, after.applies]),
    ...memberDifferences('params', before.params, after.params),
    ...memberDifferences('frameworks', before.frameworks, after.frameworks),
    ...memberDifferences('remediation', before.remediation, after.remediation),
    ...(meaningOf(before.exemptions) === meaningOf(after.exemptions)
      ? []
      : difference('exemptions', [exemptionsText(before), exemptionsText(after)])),
  ]
}

function exemptionsText({ exemptions }: CompiledPolicy): string {
  return exemptions.map(({ match, expires }) => `${match.text.trim()} until ${expires}`).join('; ') || 'none'
}

function exemptionDifferences(before: Exemption, after: Exemption): readonly Difference[] {
  return [
    ...difference('policies', [before.policies, after.policies], listDirection(before.policies, after.policies)),
    ...conditionDifference('match', [before.match, after.match]),
    ...difference('owner', [before.owner, after.owner]),
    ...difference('expires', [before.expires, after.expires], after.expires > before.expires ? 'widens' : 'narrows'),
  ]
}

function approvalDifferences(before: StandingApproval, after: StandingApproval): readonly Difference[] {
  const { range: _, ...rest } = after
  return [
    ...difference('playbook', [before.playbook, after.playbook], 'widens'),
    ...difference('digest', [before.digest, after.digest], 'widens'),
    ...difference('grantedBy', [before.grantedBy, after.grantedBy]),
    ...difference(
      'environments',
      [before.environments, after.environments],
      listDirection(before.environments, after.environments),
    ),
    ...difference(
      'targets',
      [before.maximumTargets, after.maximumTargets],
      limitDirection(before.maximumTargets, after.maximumTargets),
    ),
    ...difference('uses', [before.uses, after.uses], limitDirection(before.uses, after.uses)),
    ...difference('rate', [before.rate, rest.rate], rateDirection(before.rate, rest.rate)),
    ...difference('expires', [before.expires, after.expires], after.expires > before.expires ? 'widens' : 'narrows'),
  ]
}

type Rate = StandingApproval['rate']

function rateDirection(before: Rate, after: Rate): Difference['direction'] {
  if (!before || !after) return before ? 'widens' : 'narrows'
  return after.uses > before.uses || after.seconds < before.seconds ? 'widens' : 'narrows'
}

/** An approval that held before and is for another content of its playbook now. */
function voided(
  before: StandingApproval,
  after: StandingApproval,
  [was, is]: readonly ReadonlyMap<string, string>[],
): readonly Difference[] {
  const held = was?.get(before.playbook) === before.digest
  const holds = is?.get(after.playbook) === after.digest
  return held && !holds ? [{ what: 'void, as its playbook has changed', direction: 'changes' }] : []
}

function scheduleDifferences(before: Schedule, after: Schedule): readonly Difference[] {
  return [
    ...difference('playbook', [before.playbook, after.playbook]),
    ...difference('at', [before.at, after.at]),
    ...difference('timeZone', [before.timeZone, after.timeZone]),
    ...difference('missed', [before.missed, after.missed]),
    ...difference('except', [before.except, after.except]),
    ...memberDifferences('params', before.params, after.params),
  ]
}

function priceDifferences(before: PriceSheet, after: PriceSheet): readonly Difference[] {
  return [
    ...difference('currency', [before.currency, after.currency]),
    ...difference('accounts', [before.accounts, after.accounts]),
    ...difference('regions', [before.regions, after.regions]),
    ...difference('from', [before.from, after.from]),
    ...difference('until', [before.until, after.until]),
    ...memberDifferences('prices', before.prices, after.prices),
  ]
}

function rolesOf({ configuration }: Bundle) {
  return configuration.access.roles.map((role) => ({ role, id: `role ${role.id}` }))
}

function peopleOf({ configuration }: Bundle) {
  return configuration.access.people.map(({ id, roles, signers }) => ({ id: `person ${id}`, roles, signers }))
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
