import type { LocatedValue } from '../../source/located-value.js'

/** Why something cannot be converted; each is a diagnostic of this module. */
export type RefusalCode =
  | 'custodian-filter'
  | 'custodian-filter-option'
  | 'custodian-key'
  | 'custodian-property'
  | 'custodian-value'
  | 'custodian-pattern'

/**
 * Thrown inside the conversion of one filter when there is no condition with the same meaning, and caught where the
 * conversion of that filter began.
 */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly subject: string,
    readonly reason: string,
    /** Where it stands, if nearer than the filter. */
    readonly at?: LocatedValue,
  ) {
    super(reason)
  }
}
