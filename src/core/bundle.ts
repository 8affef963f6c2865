import type { Configuration } from './configuration.js'
import type { CompiledPlaybook, Schedule, StandingApproval } from './playbook.js'
import type { CompiledPolicy, Exemption, Framework } from './policy.js'
import type { PriceSheet } from './price-sheet.js'

/** All that a repository's files compile to. */
export interface Bundle {
  readonly policies: readonly CompiledPolicy[]
  readonly exemptions: readonly Exemption[]
  readonly frameworks: readonly Framework[]
  readonly playbooks: readonly CompiledPlaybook[]
  readonly standingApprovals: readonly StandingApproval[]
  readonly schedules: readonly Schedule[]
  readonly priceSheets: readonly PriceSheet[]
  readonly configuration: Configuration
}
