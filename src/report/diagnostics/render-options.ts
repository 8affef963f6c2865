import type { Diagnostic } from '../../core/diagnostics.js'

/** What a diagnostics format may need besides the diagnostics. */
export interface DiagnosticsOptions {
  /** Texts of the files that ranges point into, by path; a code frame is left out where one is missing. */
  readonly sources: ReadonlyMap<string, string>
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly toolVersion: string
  /** How many files were read, for the closing sentence. */
  readonly files: number
}

/** Renders diagnostics that are in order already. */
export type DiagnosticsRenderer = (diagnostics: readonly Diagnostic[], options: DiagnosticsOptions) => string
