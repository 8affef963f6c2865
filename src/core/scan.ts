import type { Finding } from './finding.js'
import type { Unread } from './resource.js'
import type { Severity } from './severity.js'

/** How much could be judged; counts are of policy × resource pairs unless the name says otherwise. */
export interface Coverage {
  readonly resources: number
  readonly policies: number
  readonly violating: number
  readonly compliant: number
  readonly unknown: number
  readonly notApplicable: number
  /** (violating + compliant) / (violating + compliant + unknown), from 0 to 1; 1 when nothing applied. */
  readonly decided: number
  /** Listings that failed wholly or in part; what they hide is in no other count. */
  readonly unreadPartitions: readonly {
    readonly account: string
    readonly region: string
    readonly type: string
    readonly unread: Unread
  }[]
  readonly unreadAccounts: readonly { readonly account: string; readonly unread: Unread }[]
}

/** Per policy: what was found. */
export interface PolicySummary {
  readonly policy: string
  readonly title: string
  readonly severity: Severity
  readonly violating: number
  readonly compliant: number
  readonly unknown: number
  readonly notApplicable: number
  readonly exempted: number
}

/** Everything that a scan has to say, as data. Every output format is made of this alone. */
export interface ScanReport {
  readonly version: 1
  readonly id: string
  readonly snapshot: string
  readonly startedAt: string
  readonly finishedAt: string
  readonly interrupted: boolean
  /** True when only a part was judged, or the snapshot holds only a part. */
  readonly narrowed?: true
  /** The scan that changes are told against. */
  readonly previous?: string
  /** Violating and unknown, worst first, then by policy and resource. */
  readonly findings: readonly Finding[]
  /** Findings of the previous scan that are gone. */
  readonly resolved: readonly Finding[]
  readonly policies: readonly PolicySummary[]
  readonly coverage: Coverage
  readonly expiredExemptions: readonly {
    readonly id: string
    readonly owner: string
    readonly expires: string
    readonly reason: string
  }[]
  /** Resources by type. */
  readonly inventory: Readonly<Record<string, number>>
}

/** The findings that were there when a team began: they are shown apart, so that only new ones stand out. */
export interface Baseline {
  readonly version: 1
  readonly takenAt: string
  readonly scan: string
  /** Ids of findings in ascending order. */
  readonly findings: readonly string[]
}
