import type { ScanReport } from '../../core/scan.js'

/** A JSON object a line: every finding, every resolved one, then the rest of the report as `scan`. */
export function* renderNdjson({ findings, resolved, ...scan }: ScanReport): Iterable<string> {
  for (const finding of findings) yield `${JSON.stringify({ kind: 'finding', ...finding })}\n`
  for (const finding of resolved) yield `${JSON.stringify({ kind: 'resolved', ...finding })}\n`
  yield `${JSON.stringify({ kind: 'scan', ...scan })}\n`
}
