import type { Diagnostic, DiagnosticSeverity } from '../../core/diagnostics.js'

/** The diagnostics by file and place; those without a place come first. */
export function inReadingOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (left, right) =>
      compare(left.range?.file ?? '', right.range?.file ?? '') ||
      (left.range?.start.offset ?? 0) - (right.range?.start.offset ?? 0) ||
      compare(left.code, right.code),
  )
}

/** How many diagnostics have each severity. */
export function tally(diagnostics: readonly Diagnostic[]): Record<DiagnosticSeverity, number> {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const diagnostic of diagnostics) counts[diagnostic.severity] += 1
  return counts
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
