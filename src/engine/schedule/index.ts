export { crontab, githubWorkflow, mergedCrontab } from './export.js'
export { type DueTimes, dueTimes, nextTimes, punctualSeconds } from './occurrences.js'
