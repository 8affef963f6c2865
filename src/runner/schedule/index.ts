export { latestOutcome } from './occurrence-records.js'
export { type DueRun, type OccurrenceOutcome, runDue, type SchedulePorts } from './run-due.js'
