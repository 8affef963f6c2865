import { resourceAddress } from '../../core/resource.js'
import type { ScanReport } from '../../core/scan.js'
import type { Severity } from '../../core/severity.js'
import { type AnnotationLevel, workflowCommand } from '../escape/workflow-command.js'
import { groupBy } from '../group-by.js'
import { count } from '../terminal/phrases.js'
import { coverageSentence, summarise } from './summary.js'

const levels: Readonly<Record<Severity, AnnotationLevel>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
}

/** GitHub Actions annotations: one for each open finding, one for each policy with unknowns, one for coverage. */
export function* renderGithub(report: ScanReport): Iterable<string> {
  const { open, unknown } = summarise(report)
  for (const { severity, title, message, policy, resource } of open) {
    const text = `${message}\n${resourceAddress(resource)} (${policy})`
    yield `${workflowCommand(levels[severity], { title: `${severity}: ${title}` }, text)}\n`
  }
  for (const [policy, findings] of groupBy(unknown, (finding) => finding.policy)) {
    const reason = findings[0]?.unknown?.message ?? 'something could not be read'
    const text = `${policy} could not be decided for ${count(findings.length, 'resource')}: ${reason}`
    yield `${workflowCommand('notice', { title: 'unknown' }, text)}\n`
  }
  yield `${workflowCommand('notice', { title: 'coverage' }, coverageSentence(report))}\n`
}
