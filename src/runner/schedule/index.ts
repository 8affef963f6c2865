export { messageOf, type OccurrenceOutcome, outcomeOf } from './occurrence-outcome.js'
export { latestOutcome } from './occurrence-records.js'
export { type ResumedRun, resumeDue, waitingRuns } from './resume-due.js'
export { type DueRun, runDue, type SchedulePorts, timesDue } from './run-due.js'
