import type { ApprovalEvidence } from '../../core/approval.js'

/** Evidence for people, with what it is worth. */
export function evidenceText(evidence: ApprovalEvidence): string {
  if (evidence.kind === 'pull-request') return `pull request ${evidence.url} (stated, not looked up)`
  const { name, url, source } = evidence
  return `GitHub environment ${name}, ${url} (${source === 'token' ? 'by the token of the job' : 'stated, not looked up'})`
}
