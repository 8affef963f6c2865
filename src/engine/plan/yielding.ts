import { severities } from '../../core/severity.js'
import type { Claim } from './claim.js'
import type { Conflict } from './conflicts.js'
import { Draft } from './draft.js'
import type { PlanRequest } from './plan-request.js'

/**
 * Works out all orders. Where two contradict each other on a target, it is left out of that of the less severe policy,
 * and of both where they are equally severe. Where both were asked for, the contradiction stays, and the plan is refused.
 */
export function draftOf(request: PlanRequest): Draft {
  const yielding = new Map<string, string>()
  for (;;) {
    const draft = new Draft(request, yielding)
    const before = yielding.size
    for (const [key, reason] of givingWay(draft.conflicts)) yielding.set(key, reason)
    if (yielding.size === before) return draft
  }
}

/** The claims that give way, with the reason; the strongest claims hold first, so that no claim goes for one that goes itself. */
function givingWay(conflicts: readonly Conflict[]): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>()
  const ranked = conflicts
    .filter(({ sides }) => !sides.every(({ isAskedFor }) => isAskedFor))
    .map(({ sides, about }) => ({ sides: [...sides].sort(byStrength), about }))
    .sort((one, other) => compare(one.sides, other.sides))
  for (const { sides, about } of ranked) {
    const [stronger, weaker] = sides
    if (!stronger || !weaker || reasons.has(stronger.key) || reasons.has(weaker.key)) continue
    if (rank(stronger) === rank(weaker)) {
      const reason = `${described(stronger)} and ${described(weaker)} contradict each other: ${about}`
      for (const { key } of [stronger, weaker]) reasons.set(key, reason)
    } else reasons.set(weaker.key, `${described(weaker)} gives way to ${described(stronger)}: ${about}`)
  }
  return reasons
}

function described({ name, severity }: Claim): string {
  return severity === undefined ? name : `${name} (${severity})`
}

/** The more severe first; among equals the order of names decides which is told first. */
function byStrength(one: Claim, other: Claim): number {
  return rank(one) - rank(other) || (one.name + one.key < other.name + other.key ? -1 : 1)
}

function compare([one]: readonly Claim[], [other]: readonly Claim[]): number {
  if (!one || !other || one.key === other.key) return 0
  return byStrength(one, other)
}

function rank({ severity }: Claim): number {
  return severity === undefined ? -1 : severities.indexOf(severity)
}
