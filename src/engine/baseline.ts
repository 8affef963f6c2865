import type { Baseline, ScanReport } from '../core/scan.js'

/** A baseline of all that a scan found. */
export function takeBaseline(report: Pick<ScanReport, 'id' | 'findings'>, now: Date): Baseline {
  const findings = report.findings.map(({ id }) => id).sort()
  return { version: 1, takenAt: now.toISOString(), scan: report.id, findings }
}
