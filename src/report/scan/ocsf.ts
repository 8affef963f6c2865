import type { Finding, FindingChange } from '../../core/finding.js'
import { resourceAddress } from '../../core/resource.js'
import type { ScanReport } from '../../core/scan.js'
import type { Severity } from '../../core/severity.js'
import type { ScanOptions } from './render-options.js'

const schemaVersion = '1.3.0'
const findingsCategory = 2
const complianceFinding = 2003

const severityIds: Readonly<Record<Severity, number>> = { info: 1, low: 2, medium: 3, high: 4, critical: 5 }
const severityNames: Readonly<Record<Severity, string>> = {
  info: 'Informational',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
}
const activities: Readonly<Record<FindingChange, { readonly id: number; readonly name: string }>> = {
  new: { id: 1, name: 'Create' },
  unchanged: { id: 2, name: 'Update' },
  'newly-unknown': { id: 2, name: 'Update' },
  resolved: { id: 3, name: 'Close' },
}

/**
 * OCSF Compliance Finding events (class 2003), one a line, with the cloud profile. Instants are milliseconds since
 * 1970, and a resolved finding is a Close.
 *
 * @see https://schema.ocsf.io/1.3.0/classes/compliance_finding
 */
export function* renderOcsf(report: ScanReport, { toolVersion }: ScanOptions): Iterable<string> {
  for (const finding of [...report.findings, ...report.resolved]) {
    yield `${JSON.stringify(event(finding, report, toolVersion))}\n`
  }
}

function event(finding: Finding, report: ScanReport, toolVersion: string): object {
  const activity = activities[finding.change]
  return {
    category_uid: findingsCategory,
    category_name: 'Findings',
    class_uid: complianceFinding,
    class_name: 'Compliance Finding',
    activity_id: activity.id,
    activity_name: activity.name,
    type_uid: complianceFinding * 100 + activity.id,
    type_name: `Compliance Finding: ${activity.name}`,
    time: Date.parse(report.finishedAt),
    severity_id: severityIds[finding.severity],
    severity: severityNames[finding.severity],
    ...workflowStatus(finding),
    message: finding.message,
    metadata: {
      version: schemaVersion,
      profiles: ['cloud'],
      product: { name: 'Escher', vendor_name: 'Escher', version: toolVersion },
      correlation_uid: report.id,
    },
    cloud: cloud(finding),
    finding_info: information(finding, report),
    compliance: compliance(finding),
    resources: [resource(finding)],
    ...(finding.remediation.text ? { remediation: { desc: finding.remediation.text } } : {}),
  }
}

function workflowStatus({ change, exemption }: Finding): { status_id: number; status: string } {
  if (change === 'resolved') return { status_id: 4, status: 'Resolved' }
  if (exemption) return { status_id: 3, status: 'Suppressed' }
  return change === 'new' ? { status_id: 1, status: 'New' } : { status_id: 2, status: 'In Progress' }
}

function cloud({ resource }: Finding): object {
  return {
    provider: resource.type.split('.', 1).join('').toUpperCase(),
    region: resource.region,
    account: { uid: resource.account },
  }
}

function information(finding: Finding, report: ScanReport): object {
  return {
    uid: finding.id,
    title: finding.title,
    desc: finding.message,
    first_seen_time: Date.parse(finding.firstSeen),
    last_seen_time: Date.parse(report.finishedAt),
    analytic: { uid: finding.policy, name: finding.title, type_id: 1, type: 'Rule' },
    types: [finding.pillar],
  }
}

/**
 * `standards` is required and may not be empty, so an unmapped policy names its own id as the control. A resolved
 * finding has no status: it is gone, which its resource being deleted also brings about.
 */
function compliance({ verdict, change, frameworks, policy, unknown, exemption }: Finding): object {
  const standards = Object.keys(frameworks)
  const requirements = Object.values(frameworks).flat()
  return {
    standards: standards.length > 0 ? standards : ['Escher'],
    control: requirements[0] ?? policy,
    ...(requirements.length > 0 ? { requirements } : {}),
    ...complianceStatus(verdict, change),
    ...(unknown ? { status_code: unknown.reason, status_detail: unknown.message } : {}),
    ...(exemption ? { status_detail: `exempted until ${exemption.expires}: ${exemption.reason}` } : {}),
  }
}

function complianceStatus(verdict: Finding['verdict'], change: FindingChange): object {
  if (change === 'resolved') return {}
  return verdict === 'violating' ? { status_id: 3, status: 'Fail' } : { status_id: 2, status: 'Warning' }
}

function resource({ resource, environment }: Finding): object {
  return {
    uid: resourceAddress(resource),
    name: resource.name,
    type: resource.type,
    region: resource.region,
    labels: Object.entries(resource.tags).map(([key, value]) => `${key}=${value}`),
    data: { id: resource.id, ...(environment ? { environment } : {}) },
  }
}
