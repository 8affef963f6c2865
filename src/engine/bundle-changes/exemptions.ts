import type { Exemption } from '../../core/policy.js'
import { listDirection } from './bounds.js'
import { type Difference, type Direction, difference } from './change.js'
import { conditionDirection } from './condition-direction.js'
import { conditionDifference, meaningOf, toldApart } from './meaning.js'

/** What differs in meaning between two versions of an exemption. */
export function exemptionDifferences(before: Exemption, after: Exemption): readonly Difference[] {
  return [
    ...difference('policies', [before.policies, after.policies], listDirection(before.policies, after.policies)),
    ...conditionDifference('match', [before.match, after.match], conditionDirection([before.match, after.match])),
    ...difference('owner', [before.owner, after.owner]),
    ...difference('expires', [before.expires, after.expires], expiryDirection(before.expires, after.expires)),
  ]
}

/** What differs between the exemptions that stand in a policy itself. */
export function ownExemptionDifferences(
  before: readonly Exemption[],
  after: readonly Exemption[],
): readonly Difference[] {
  const unnumbered = (exemptions: readonly Exemption[]) => meaningOf(exemptions.map((one) => ({ ...one, id: '' })))
  if (unnumbered(before) === unnumbered(after)) return []
  const isNarrower = after.every((one) => before.some((was) => coversNoMore(was, one)))
  const texts = toldApart(exemptionsText(before), exemptionsText(after))
  return difference('exemptions', texts, isNarrower ? 'narrows' : 'widens')
}

/** How a last day changed: a later one widens. */
export function expiryDirection(before: string, after: string): Direction {
  return after > before ? 'widens' : 'narrows'
}

function coversNoMore(before: Exemption, after: Exemption): boolean {
  return conditionDirection([before.match, after.match]) === 'narrows' && after.expires <= before.expires
}

function exemptionsText(exemptions: readonly Exemption[]): string {
  return exemptions.map(({ match, expires }) => `${match.text.trim()} until ${expires}`).join('; ') || 'none'
}
