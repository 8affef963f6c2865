export { type KeptApproval, readApprovals } from './approval-records.js'
export {
  type ApprovePorts,
  type ApproveRequest,
  approve,
  type GivenApproval,
  type RehearsedApproval,
  rehearseApproval,
} from './approve.js'
export { signingDiagnostics } from './diagnostics.js'
export { createApprovalGate } from './gate.js'
export {
  type ApprovedPlan,
  approvalsOfPlan,
  approvedPlans,
  type PlanApprovals,
  type StandingOverview,
  standingOverview,
} from './overview.js'
export { revokeApprovals } from './revoke.js'
export { type ApprovalRules, findApprovals, requirementOf } from './rules-of-approval.js'
export { sshSigner } from './ssh-signer.js'
export { sshVerifier } from './ssh-verifier.js'
export { readUses } from './standing-uses.js'
export { waitingSteps } from './waiting-steps.js'
