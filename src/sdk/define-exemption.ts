import type { Condition } from './condition-scope.js'

/** Resources by what identifies them; every part given must hold. `*` in a text stands for any characters. */
export interface ExemptionMatch {
  readonly id?: string
  readonly name?: string
  readonly account?: string
  readonly region?: string
  readonly tags?: Readonly<Record<string, string>>
}

/** An exemption that stands in the policy it exempts from. */
export interface InlineExemption {
  readonly match: Condition | ExemptionMatch
  /** Why the risk is taken. */
  readonly reason: string
  /** Who answers for it: a person or a team. */
  readonly owner: string
  /** The first day on which it no longer holds, `YYYY-MM-DD`. */
  readonly expires: string
}

/** Everything that an exemption file says. Its id is its path below `exemptions/`. */
export interface ExemptionDefinition extends InlineExemption {
  /** Ids of policies; `*` spreads within a path segment, `**` over segments. */
  readonly policies: readonly string[]
}

/** Defines an exemption, as the default export of a file below `exemptions/`. */
export function defineExemption(definition: ExemptionDefinition): ExemptionDefinition {
  return definition
}
