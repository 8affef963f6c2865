import type { Finding } from '../../core/finding.js'
import { resourceAddress } from '../../core/resource.js'
import type { PolicySummary, ScanReport } from '../../core/scan.js'
import { escapeXml, xmlAttributes } from '../escape/xml.js'
import { groupBy } from '../group-by.js'
import { summarise } from './summary.js'

/**
 * JUnit XML: a suite for each policy. A violation is a failure; unknown, exempted and baseline findings are skipped
 * with the reason; a policy that found nothing has one test that passes.
 */
export function* renderJunit(report: ScanReport): Iterable<string> {
  const findings = groupBy(report.findings, (finding) => finding.policy)
  const { open, milliseconds } = summarise(report)
  const silent = report.policies.filter(({ policy }) => !findings.has(policy)).length
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield `<testsuites${xmlAttributes({
    name: 'escher scan',
    tests: report.findings.length + silent,
    failures: open.length,
    time: (milliseconds / 1000).toFixed(3),
  })}>\n`
  for (const policy of report.policies) yield suite(policy, findings.get(policy.policy) ?? [], report)
  yield '</testsuites>\n'
}

function suite(policy: PolicySummary, findings: readonly Finding[], report: ScanReport): string {
  const failures = findings.filter(isOpen).length
  const attributes = xmlAttributes({
    name: policy.policy,
    tests: Math.max(1, findings.length),
    failures,
    errors: 0,
    skipped: findings.length - failures,
    timestamp: report.startedAt,
  })
  const properties = (['severity', 'violating', 'compliant', 'unknown', 'notApplicable', 'exempted'] as const)
    .map((name) => `      <property${xmlAttributes({ name, value: policy[name] })}/>\n`)
    .join('')
  const cases = findings.length > 0 ? findings.map(testCase).join('') : passed(policy)
  return `  <testsuite${attributes}>\n    <properties>\n${properties}    </properties>\n${cases}  </testsuite>\n`
}

function passed(policy: PolicySummary): string {
  return `    <testcase${xmlAttributes({ classname: policy.policy, name: policy.title })}/>\n`
}

function testCase(finding: Finding): string {
  const start = `<testcase${xmlAttributes({ classname: finding.policy, name: resourceAddress(finding.resource) })}>`
  return `    ${start}${result(finding)}</testcase>\n`
}

function result(finding: Finding): string {
  const { message, severity, title, exemption, unknown, remediation } = finding
  if (isOpen(finding)) {
    const text = [message, title, remediation.text].filter((part) => part !== undefined).join('\n')
    return `<failure${xmlAttributes({ message, type: severity })}>${escapeXml(text)}</failure>`
  }
  const reason = exemption
    ? `exempted until ${exemption.expires} by ${exemption.owner}: ${exemption.reason}`
    : unknown
      ? `unknown (${unknown.reason}): ${unknown.message}`
      : `in the baseline: ${message}`
  return `<skipped${xmlAttributes({ message: reason })}/>`
}

function isOpen(finding: Finding): boolean {
  return finding.verdict === 'violating' && !finding.exemption && !finding.baseline
}
