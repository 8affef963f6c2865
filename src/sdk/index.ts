export * from './condition-functions.js'
export type { Condition, ConditionScope, LooseDocument, PolicyParameters } from './condition-scope.js'
export {
  type AccountDefinition,
  type ConfigDefinition,
  type CredentialsDefinition,
  defineConfig,
} from './define-config.js'
export {
  defineExemption,
  type ExemptionDefinition,
  type ExemptionMatch,
  type InlineExemption,
} from './define-exemption.js'
export { defineFramework, type FrameworkDefinition } from './define-framework.js'
export {
  definePlaybook,
  type LimitsDefinition,
  type PlaybookDefinition,
  type PlaybookParameterDefinition,
  type StepDefinition,
  type StepScope,
  type StepValueDefinition,
} from './define-playbook.js'
export { definePolicy, type PolicyDefinition, type PolicyTestDefinition } from './define-policy.js'
export { definePriceSheet, type PriceSheetDefinition } from './define-price-sheet.js'
export { defineSchedule, type ScheduleDefinition } from './define-schedule.js'
export { defineStandingApproval, type StandingApprovalDefinition } from './define-standing-approval.js'
