import type { Finding, FindingChange } from '../../core/finding.js'
import { resourceAddress } from '../../core/resource.js'
import type { PolicySummary, ScanReport } from '../../core/scan.js'
import type { Severity } from '../../core/severity.js'
import { plainText } from '../escape/plain-text.js'
import { pathUri, type SarifLevel, type SarifResult, type SarifRule, sarifLog } from '../sarif.js'
import type { ScanOptions } from './render-options.js'

const levels: Readonly<Record<Severity, SarifLevel>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/** The scores by which GitHub's code scanning names a severity. */
const securitySeverities: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.0',
}

const baselineStates: Readonly<Record<FindingChange, NonNullable<SarifResult['baselineState']>>> = {
  new: 'new',
  unchanged: 'unchanged',
  resolved: 'absent',
  'newly-unknown': 'updated',
}

/**
 * SARIF 2.1.0: a rule for each policy, a result for each finding. A resource is both a logical location and a
 * path below the base `ESTATE`, because services that show SARIF drop results without a path.
 */
export function* renderSarif(report: ScanReport, { toolVersion }: ScanOptions): Iterable<string> {
  const indexes = new Map(report.policies.map(({ policy }, index) => [policy, index]))
  const findings = [...report.findings, ...report.resolved].filter(({ policy }) => indexes.has(policy))
  const log = sarifLog(toolVersion, report.policies.map(rule), {
    originalUriBaseIds: { ESTATE: { description: { text: 'resources by type, account, region and id' } } },
    invocations: [
      { executionSuccessful: !report.interrupted, startTimeUtc: report.startedAt, endTimeUtc: report.finishedAt },
    ],
    results: findings.map((finding) => result(finding, indexes.get(finding.policy) ?? -1)),
  })
  yield `${JSON.stringify(log, null, 2)}\n`
}

function rule({ policy, title, severity }: PolicySummary): SarifRule {
  return {
    id: policy,
    shortDescription: { text: plainText(title) },
    defaultConfiguration: { level: levels[severity] },
    properties: { 'security-severity': securitySeverities[severity], tags: [severity] },
  }
}

function result(finding: Finding, ruleIndex: number): SarifResult {
  const { verdict, policy, severity, message, resource, change, exemption, pillar, frameworks, environment } = finding
  return {
    ruleId: policy,
    ruleIndex,
    ...(verdict === 'violating'
      ? { kind: 'fail' as const, level: levels[severity] }
      : { kind: 'open' as const, level: 'none' as const }),
    message: { text: plainText(finding.unknown ? `${message} (unknown: ${finding.unknown.message})` : message) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: pathUri(resourceAddress(resource)), uriBaseId: 'ESTATE' } },
        logicalLocations: [
          {
            name: plainText(resource.name),
            fullyQualifiedName: plainText(resourceAddress(resource)),
            kind: 'resource',
          },
        ],
      },
    ],
    partialFingerprints: { 'escherFinding/v1': finding.id },
    baselineState: baselineStates[change],
    ...(exemption
      ? { suppressions: [{ kind: 'external' as const, status: 'accepted' as const, justification: exemption.reason }] }
      : {}),
    properties: { verdict, severity, pillar, frameworks, ...(environment ? { environment } : {}) },
  }
}
