import type { Finding } from '../../core/finding.js'
import type { ScanReport } from '../../core/scan.js'
import { csvLine } from '../escape/csv.js'

const columns: Readonly<Record<string, (finding: Finding) => string | undefined>> = {
  finding: ({ id }) => id,
  verdict: ({ verdict }) => verdict,
  change: ({ change }) => change,
  severity: ({ severity }) => severity,
  pillar: ({ pillar }) => pillar,
  policy: ({ policy }) => policy,
  title: ({ title }) => title,
  message: ({ message }) => message,
  type: ({ resource }) => resource.type,
  resource: ({ resource }) => resource.id,
  name: ({ resource }) => resource.name,
  account: ({ resource }) => resource.account,
  region: ({ resource }) => resource.region,
  environment: ({ environment }) => environment,
  frameworks: ({ frameworks }) =>
    Object.entries(frameworks)
      .map(([framework, controls]) => `${framework}: ${controls.join(' ')}`)
      .join('; '),
  first_seen: ({ firstSeen }) => firstSeen,
  unknown_reason: ({ unknown }) => unknown?.reason,
  unknown_detail: ({ unknown }) => unknown?.message,
  last_known: ({ lastKnown }) => lastKnown,
  exemption: ({ exemption }) => exemption?.id,
  exemption_reason: ({ exemption }) => exemption?.reason,
  exemption_owner: ({ exemption }) => exemption?.owner,
  exemption_expires: ({ exemption }) => exemption?.expires,
  baseline: ({ baseline }) => (baseline ? 'yes' : 'no'),
  playbook: ({ remediation }) => remediation.playbook,
}

/** A line for each finding, resolved ones last, for spreadsheets. */
export function* renderCsv(report: ScanReport): Iterable<string> {
  yield csvLine(Object.keys(columns))
  for (const finding of [...report.findings, ...report.resolved]) {
    yield csvLine(Object.values(columns).map((column) => column(finding)))
  }
}
