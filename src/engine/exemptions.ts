import type { Bundle } from '../core/bundle.js'
import { matchesIdPattern } from '../core/id-pattern.js'
import type { CompiledPolicy, Exemption } from '../core/policy.js'

/** True from the first moment (UTC) of the day on which the exemption no longer holds. */
export function isExpired(exemption: Pick<Exemption, 'expires'>, now: Date): boolean {
  return now.toISOString().slice(0, 10) >= exemption.expires
}

/** A policy's exemptions, expired ones too: its own first, then those of exemption files that name it. */
export function exemptionsOf(policy: CompiledPolicy, exemptions: readonly Exemption[]): readonly Exemption[] {
  const ids = [policy.id, ...policy.formerly]
  const named = exemptions.filter((exemption) =>
    exemption.policies.some((glob) => ids.some((id) => matchesIdPattern(id, glob))),
  )
  const own = new Set(policy.exemptions.map(({ id }) => id))
  return [...policy.exemptions, ...named.filter(({ id }) => !own.has(id))]
}

/** All exemptions of a bundle by id. */
export function exemptionsById(bundle: Pick<Bundle, 'policies' | 'exemptions'>): ReadonlyMap<string, Exemption> {
  const all = [...bundle.exemptions, ...bundle.policies.flatMap((policy) => policy.exemptions)]
  return new Map(all.map((exemption) => [exemption.id, exemption]))
}
