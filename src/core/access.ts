import type { Risk } from './operation.js'

/** A person as the configuration names them; `signers` are SSH public keys as in git's allowed-signers file. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly signers: readonly string[]
}

/** What a role may do. Bounds are inclusive; an empty list of environments means every one. */
export interface Role {
  readonly id: string
  readonly run: Permission
  readonly approve: Permission
  /** Globs of files that its bearers may change, for CODEOWNERS and `escher check --as`. */
  readonly edit: readonly string[]
}

export interface Permission {
  readonly maximumRisk: Risk | 'none'
  readonly environments: readonly string[]
  readonly maximumTargets: number
}

/** How many approvals a plan needs, and whose. The first rule that matches decides; see `defaultApprovalRules`. */
export interface ApprovalRule {
  readonly risk: Risk
  readonly environments: readonly string[]
  /** Matches plans with at least so many targets. */
  readonly minimumTargets: number
  readonly approvals: number
  readonly roles: readonly string[]
  readonly notRequester: boolean
}
