import type { ScanReport } from '../../../core/scan.js'
import { atLeast, type Severity } from '../../../core/severity.js'
import type { Exit } from '../../exit-codes.js'

/** What makes a scan fail. */
export interface FailureRule {
  /** The least severity that does. */
  readonly threshold: Severity | 'never'
  /** Whether what could not be read or decided is let pass. */
  readonly allowIncomplete: boolean
}

/** How a scan ends. Exempted findings and those of the baseline never make it fail; unknown is never a pass. */
export function exitOfScan({ findings, coverage, interrupted }: ScanReport, rule: FailureRule): Exit {
  if (interrupted) return 'interrupted'
  const counting = findings.filter(
    ({ severity, exemption, baseline }) =>
      !exemption && !baseline && rule.threshold !== 'never' && atLeast(severity, rule.threshold),
  )
  if (counting.some(({ verdict }) => verdict === 'violating')) return 'findings'
  const unread = coverage.unreadAccounts.length + coverage.unreadPartitions.length
  return !rule.allowIncomplete && (unread > 0 || counting.length > 0) ? 'incomplete' : 'clean'
}
