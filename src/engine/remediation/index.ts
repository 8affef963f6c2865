export { remediationProver } from './prove-remediation.js'
