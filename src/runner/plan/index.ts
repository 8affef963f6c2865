export { planningDiagnostics } from './diagnostics.js'
export { type PlanningRequest, type PlanOutcome, plan } from './plan.js'
export { planKey, readPlan, writePlan } from './plan-store.js'
