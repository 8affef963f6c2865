export {
  type ApprovalContext,
  type ApprovalSubject,
  type Assessment,
  approvalDiagnostics,
  approvalRequirement,
  approvalStatement,
  approvalSubject,
  approvedContent,
  assessApprovals,
  type FoundApproval,
  longestWait,
  mayApprove,
  mayRun,
  personOf,
  problemOfPlan,
  problemOfRequester,
  problemOfStanding,
  publicKeyIn,
  type Revocation,
  rolesOf,
  type StandingUse,
  spent,
  subjectText,
  type TakenBack,
  takenBack,
  usesLeft,
} from './approval/index.js'
export { takeBaseline } from './baseline.js'
export {
  type BundlePair,
  type Change,
  compareBundles,
  type DefinitionKind,
  type Difference,
  type Direction,
  type Impact,
  impactsOf,
} from './bundle-changes/index.js'
export { type Comparison, compareFindings, type Sight } from './compare-findings.js'
export { addCounts, coverageOf, noVerdicts, summarizePolicies, type VerdictCounts } from './coverage.js'
export { environmentsOf } from './environment.js'
export { exemptionsById, isExpired } from './exemptions.js'
export {
  compilePredicate,
  type EvaluationScope,
  type Explanation,
  evaluate,
  explain,
  type Predicate,
  renderMessage,
} from './expression/index.js'
export type { FindingDraft } from './finding-draft.js'
export { completeFinding, type FindingContext, sortFindings } from './findings.js'
export { type LinkCatalog, LinkIndex, type ListingsOf, linkCatalogOf, topLevel } from './links.js'
export { type AspectCatalog, aspectCatalogOf, missingProperties } from './missing-aspects.js'
export { effectiveParameters, type ParameterPlace } from './parameters.js'
export { partsUsed, partsWorded } from './parts-used.js'
export { compilePolicies, judge, type PolicyProgram, policiesByType, verdictOf } from './policy-program.js'
export { joinReadings, readingPlan, type TypeReading } from './reading-plan.js'
export { remediationProver } from './remediation/index.js'
export { type JudgingContext, ResourceJudge, type Subject } from './resource-judge.js'
export {
  isNarrowed,
  isReadInPart,
  partitionName,
  partitionOf,
  type Selection,
  selectPolicies,
  selectsAccount,
  selectsRegion,
  selectsResource,
  sightOf,
} from './selection.js'
export { stepText } from './step-text.js'
export { verdictKey } from './verdict-key.js'
