import type { ParameterOverrides } from '../core/configuration.js'
import type { Risk } from '../core/operation.js'
import type { Cloud } from '../core/resource.js'
import type { Severity } from '../core/severity.js'

/** Where credentials come from. Never a credential itself. */
export type CredentialsDefinition =
  | 'environment'
  | { readonly profile: string }
  | {
      /** The role's ARN, or the service account or application to act as. */
      readonly role: string
      readonly externalId?: string
      readonly sourceIdentity?: string
      readonly sessionName?: string
      /** What takes on the role; the environment when left out. */
      readonly base?: CredentialsDefinition
    }

/** An AWS account, an Azure subscription or a GCP project. */
export interface AccountDefinition {
  readonly name: string
  /** The vendor's own id; the name when left out. */
  readonly id?: string
  readonly cloud: Cloud
  readonly environment?: string
  /** Credentials to read the cloud with; the environment's when left out. */
  readonly credentials?: CredentialsDefinition
  /** Read this estate of the embedded sandbox instead of a cloud. */
  readonly sandbox?: string
  /** Read these recorded answers instead of a cloud. */
  readonly recording?: string
  /** Regions to read; `discovered`, the default, asks the cloud. */
  readonly regions?: 'discovered' | readonly string[]
  readonly params?: ParameterOverrides
}

/** What the bearers of a role may run or approve. */
export interface PermissionDefinition {
  readonly risk: Risk | 'none'
  /** The only environments; every one when left out. */
  readonly environments?: readonly string[]
  /** The most resources in one plan. */
  readonly targets?: number
}

/** How many approvals plans of a risk need, and whose; the first rule that matches decides. */
export interface ApprovalRuleDefinition {
  readonly risk: Risk
  readonly environments?: readonly string[]
  /** It is for plans with at least so many targets. */
  readonly targets?: number
  readonly approvals: number
  readonly roles: readonly string[]
  /** Whether who asks for a plan cannot approve it; true when left out. */
  readonly notRequester?: boolean
}

/** What `escher.config.ts` or `escher.config.yaml` says; everything may be left out. */
export interface ConfigDefinition {
  readonly accounts?: readonly AccountDefinition[]
  readonly environments?: Readonly<
    Record<string, { readonly protected?: boolean; readonly params?: ParameterOverrides }>
  >
  readonly environmentTags?: readonly string[]
  readonly params?: ParameterOverrides
  /** Ids of first-party policies to use; `*` and `**` spread, `!` in front leaves out. */
  readonly library?: readonly string[]
  readonly store?: string
  /** A PostgreSQL URL without a password, such as `postgres://escher@db.example.com/escher`. */
  readonly engine?: string
  /** People by id; `signers` are their SSH public keys. */
  readonly people?: Readonly<
    Record<
      string,
      {
        readonly name: string
        readonly roles: readonly string[]
        readonly signers?: readonly string[]
        /** The login on GitHub. */
        readonly github?: string
      }
    >
  >
  /** Roles by id; `manager` and `executor` exist already. */
  readonly roles?: Readonly<
    Record<
      string,
      {
        readonly run?: PermissionDefinition
        readonly approve?: PermissionDefinition
        /** Globs of the files that its bearers may change, from the root. */
        readonly edit?: readonly string[]
      }
    >
  >
  readonly approvalRules?: readonly ApprovalRuleDefinition[]
  /** The most days that an approval of a plan may hold; 7 when left out. */
  readonly approvalDays?: number
  /** How much one plan may touch, whatever its playbooks allow. */
  readonly blastRadius?: {
    readonly targets?: number
    /** The same for plans with a destructive step. */
    readonly destroyed?: number
    readonly risk?: Risk
    readonly protectedTags?: Readonly<Record<string, string>>
  }
  /** The most days that a standing approval may hold from today; 90 when left out. */
  readonly standingApprovalDays?: number
  readonly scan?: {
    readonly failOn?: Severity
    /** How many of the newest scans and snapshots to keep; 30 when left out. */
    readonly keep?: number
    readonly concurrency?: { readonly account?: number; readonly region?: number }
  }
}

/** Defines the configuration, as the default export of `escher.config.ts`. */
export function defineConfig(definition: ConfigDefinition): ConfigDefinition {
  return definition
}
