/** What a file below `alerts/approvals/` says: a standing permission for one playbook as it is today. */
export interface StandingApprovalDefinition {
  readonly playbook: string
  /** The digest of the playbook that was looked at, as `escher new approval` writes it. */
  readonly digest: string
  /** The id of the person who grants it. */
  readonly grantedBy: string
  readonly reason: string
  readonly environments: readonly string[]
  /** The most resources in one run. */
  readonly targets: number
  /** How many runs it covers in all. */
  readonly uses: number
  readonly rate?: { readonly uses: number; readonly per: string }
  /** The first day on which it no longer holds, `YYYY-MM-DD`. */
  readonly expires: string
}

/** Defines a standing approval, as the default export of a file below `alerts/approvals/`. */
export function defineStandingApproval(definition: StandingApprovalDefinition): StandingApprovalDefinition {
  return definition
}
