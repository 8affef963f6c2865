import type { ScanReport } from '../../core/scan.js'

/** What a scan format may need besides the report. */
export interface ScanOptions {
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly toolVersion: string
  /** Resources listed below a policy in the terminal; the rest is counted. */
  readonly resourcesPerPolicy: number
}

/** Renders a report piece by piece, so that a large one is never one text in memory. */
export type ScanRenderer = (report: ScanReport, options: ScanOptions) => Iterable<string>
