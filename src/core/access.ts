import type { Risk } from './operation.js'

/** A person as the configuration names them; `signers` are SSH public keys as in git's allowed-signers file. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly signers: readonly string[]
  /** The person's login on GitHub, without `@`. */
  readonly github?: string
}

/** What a role may do. Bounds are inclusive; an empty list of environments means every one. */
export interface Role {
  readonly id: string
  readonly run: Permission
  readonly approve: Permission
  /** Globs of files that its bearers may change, from the root; `escher check --as` and CODEOWNERS follow them. */
  readonly edit: readonly string[]
}

export interface Permission {
  readonly maximumRisk: Risk | 'none'
  readonly environments: readonly string[]
  readonly maximumTargets: number
}

/** Roles that exist without being configured; a configuration may define them anew. */
export const defaultRoles: readonly Role[] = [
  {
    id: 'manager',
    run: { maximumRisk: 'critical', environments: [], maximumTargets: 1000 },
    approve: { maximumRisk: 'critical', environments: [], maximumTargets: 1000 },
    edit: ['**'],
  },
  {
    id: 'executor',
    run: { maximumRisk: 'medium', environments: [], maximumTargets: 100 },
    approve: { maximumRisk: 'none', environments: [], maximumTargets: 0 },
    edit: ['schedules/**'],
  },
]

/** Who is who and may do what, as the repository's files say. */
export interface Access {
  readonly people: readonly Person[]
  readonly roles: readonly Role[]
  /** `defaultApprovalRules` where none are configured. */
  readonly approvalRules: readonly ApprovalRule[]
  /** The most days that an approval of a plan may hold; `defaultApprovalDays` where it is left out. */
  readonly approvalDays?: number
}

/** The most days that an approval of a plan may hold where nothing is configured. */
export const defaultApprovalDays = 7

/**
 * How many approvals a plan needs, and whose. The first rule that matches decides; see `defaultApprovalRules`. An empty
 * list of environments means every one.
 */
export interface ApprovalRule {
  readonly risk: Risk
  readonly environments: readonly string[]
  /** Matches plans with at least so many targets. */
  readonly minimumTargets: number
  readonly approvals: number
  readonly roles: readonly string[]
  readonly notRequester: boolean
}

/**
 * The rules where none are configured. Risk rises with the operation, the environment and the number of targets.
 * Resources whose environment is not known, and those of protected ones, are judged as `production`.
 */
export const defaultApprovalRules: readonly ApprovalRule[] = [
  rule('critical', [], { approvals: 2, notRequester: true }),
  rule('high', [], { approvals: 2, notRequester: true }),
  rule('medium', ['production'], { approvals: 1, notRequester: true }),
  rule('medium', [], { approvals: 1, notRequester: false }),
  rule('low', ['production'], { approvals: 1, notRequester: true }),
  rule('low', [], { approvals: 1, notRequester: false }, 25),
  rule('low', [], { approvals: 0, notRequester: false }),
]

function rule(
  risk: Risk,
  environments: readonly string[],
  asks: Pick<ApprovalRule, 'approvals' | 'notRequester'>,
  minimumTargets = 1,
): ApprovalRule {
  return { risk, environments, minimumTargets, roles: ['manager'], ...asks }
}
