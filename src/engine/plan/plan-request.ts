import type { Access } from '../../core/access.js'
import type { Configuration } from '../../core/configuration.js'
import type { Expression } from '../../core/expression.js'
import type { Finding } from '../../core/finding.js'
import type { Operation } from '../../core/operation.js'
import type { BlastRadius } from '../../core/plan.js'
import type { CompiledPlaybook, StandingApproval } from '../../core/playbook.js'
import type { CompiledPolicy } from '../../core/policy.js'
import type { PriceSheet } from '../../core/price-sheet.js'
import type { ResourceType } from '../../core/resource-type.js'
import type { Selection } from '../selection.js'
import type { LoadedEstate } from './estate.js'
import type { RunParameters } from './parameters.js'

/** A playbook to be planned, and for what. */
export interface PlaybookOrder {
  readonly playbook: CompiledPlaybook
  readonly run: RunParameters
  /** The open findings that ask for it; without them, everything in its scope is a target. */
  readonly findings?: readonly Finding[]
  /** Narrows the targets. */
  readonly selection: Selection
  /** Conditions that targets must meet besides the playbook's scope. */
  readonly select: readonly Expression[]
}

/** Everything that a plan is made from; the same request gives the same plan. */
export interface PlanRequest {
  readonly orders: readonly PlaybookOrder[]
  readonly playbooks: ReadonlyMap<string, CompiledPlaybook>
  readonly operations: ReadonlyMap<string, Operation>
  readonly types: ReadonlyMap<string, ResourceType>
  /** Judged before and after. */
  readonly policies: readonly CompiledPolicy[]
  readonly standingApprovals: readonly StandingApproval[]
  readonly access: Access
  readonly blastRadius: BlastRadius
  readonly configuration: Configuration
  readonly priceSheets: readonly PriceSheet[]
  readonly estate: LoadedEstate
  /** The id of the snapshot that the estate was loaded from. */
  readonly snapshot: string
  readonly commit?: string
  readonly requester: string
  readonly now: Date
}
