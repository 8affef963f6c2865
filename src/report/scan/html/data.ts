import type { Finding } from '../../../core/finding.js'
import type { ScanReport } from '../../../core/scan.js'
import { plainText } from '../../escape/plain-text.js'

/** The findings as the page's script reads them: a JSON text that no HTML parser can leave. */
export function findingsData({ findings, resolved }: ScanReport): string {
  const rows = [...findings, ...resolved].map(row)
  return JSON.stringify(rows, (_key, value) => (typeof value === 'string' ? plainText(value) : value))
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
}

/** How the page names a finding's standing. */
export function statusOf({ verdict, change, exemption, baseline }: Finding): string {
  if (change === 'resolved') return 'resolved'
  if (exemption) return 'exempted'
  if (verdict === 'unknown') return 'unknown'
  return baseline ? 'baseline' : 'open'
}

function row(finding: Finding): object {
  const { id, severity, pillar, title, policy, message, resource, environment, change } = finding
  return {
    id,
    severity,
    pillar,
    title,
    policy,
    message,
    name: resource.name || resource.id,
    resource: resource.id,
    type: resource.type,
    account: resource.account,
    region: resource.region,
    environment: environment ?? '',
    status: statusOf(finding),
    change,
    details: details(finding),
  }
}

function details(finding: Finding): [string, string][] {
  const { resource, unknown, exemption, remediation, frameworks } = finding
  const tags = Object.entries(resource.tags).map(([key, value]) => `${key}=${value}`)
  const controls = Object.entries(frameworks).map(([framework, ids]) => `${framework} ${ids.join(', ')}`)
  const pairs: [string, string | undefined][] = [
    ['Message', finding.message],
    [
      'Unknown because',
      unknown && `${unknown.message} (${unknown.reason})${unknown.permission ? `; needs ${unknown.permission}` : ''}`,
    ],
    [
      'Exempted',
      exemption && `until ${exemption.expires} by ${exemption.owner}: ${exemption.reason} (${exemption.id})`,
    ],
    ['Remedy', remediation.text],
    ['Playbook', remediation.playbook],
    ['Policy', finding.policy],
    ['Frameworks', controls.join('; ')],
    ['Resource', resource.id],
    ['Tags', tags.join(', ')],
    ['First seen', finding.firstSeen],
    ['Finding', `${finding.id} (escher why ${finding.id})`],
  ]
  return pairs.filter((pair): pair is [string, string] => Boolean(pair[1]))
}
