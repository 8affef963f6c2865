import type { Access } from './access.js'
import type { SourceRange } from './diagnostics.js'
import type { BlastRadius } from './plan.js'
import type { ParameterValue } from './policy.js'
import type { Cloud } from './resource.js'
import type { Severity } from './severity.js'

/** Parameters by policy id (globs allowed), then by parameter name. */
export type ParameterOverrides = Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>

/** Where credentials come from; a reference, never a value. */
export type CredentialReference =
  | { readonly from: 'environment' }
  | { readonly from: 'profile'; readonly profile: string }
  | {
      readonly from: 'role'
      readonly role: string
      readonly externalId?: string
      readonly sourceIdentity?: string
      readonly sessionName?: string
      /** What assumes the role; `environment` when left out. */
      readonly base?: CredentialReference
    }

/** Where an account's resources are read from: its cloud, the embedded sandbox, or recorded answers. */
export type AccountSource =
  | { readonly kind: 'cloud'; readonly credentials: CredentialReference }
  | { readonly kind: 'sandbox'; readonly estate: string }
  | { readonly kind: 'recording'; readonly path: string }

/** An AWS account, an Azure subscription or a GCP project. */
export interface AccountConfiguration {
  readonly id: string
  readonly name: string
  readonly cloud: Cloud
  readonly environment?: string
  readonly source: AccountSource
  /** Regions to read; `discovered` asks the cloud for the enabled ones. */
  readonly regions: readonly string[] | 'discovered'
  readonly params: ParameterOverrides
}

export interface EnvironmentConfiguration {
  readonly protected: boolean
  readonly params: ParameterOverrides
}

/** `escher.config.ts` or `escher.config.yaml`, with every default filled in. */
export interface Configuration {
  readonly accounts: readonly AccountConfiguration[]
  readonly environments: Readonly<Record<string, EnvironmentConfiguration>>
  /** Tag keys, in any case, whose value names a resource's environment and wins over its account's. */
  readonly environmentTags: readonly string[]
  readonly params: ParameterOverrides
  /** Globs of first-party policy ids that are used besides the repository's own. */
  readonly library: readonly string[]
  /** Where snapshots, scans and runs are kept: a folder, or a URL with a scheme. */
  readonly store: string
  /**
   * The URL of the PostgreSQL database in which workers share what is to be done; without one, each process does its own
   * work. It holds no password: that comes from PGPASSWORD or PGPASSFILE.
   */
  readonly engine?: string
  /** People, roles and approval rules. */
  readonly access: Access
  /** How much one plan may touch; `defaultBlastRadius` where it is left out. */
  readonly blastRadius?: BlastRadius
  /** The most days that a standing approval may hold from today. */
  readonly standingApprovalDays: number
  readonly scan: {
    readonly failOn: Severity
    /** How many of the newest scans and snapshots to keep; the latest and the baseline's stay in any case. */
    readonly keep: number
    /** Calls under way at once in one account, and in one account and region. */
    readonly concurrency: { readonly account: number; readonly region: number }
  }
  readonly range?: SourceRange
}
