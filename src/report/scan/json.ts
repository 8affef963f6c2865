import type { ScanReport } from '../../core/scan.js'

/** The report as it is. */
export function* renderJson(report: ScanReport): Iterable<string> {
  const { findings, ...rest } = report
  const head = JSON.stringify(rest, null, 2)
  yield `${head.slice(0, head.lastIndexOf('\n'))},\n  "findings": [`
  for (const [index, finding] of findings.entries()) {
    yield `${index === 0 ? '' : ','}\n    ${JSON.stringify(finding)}`
  }
  yield `${findings.length > 0 ? '\n  ' : ''}]\n}\n`
}
