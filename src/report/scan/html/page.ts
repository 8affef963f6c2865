import { createHash } from 'node:crypto'
import type { ScanReport } from '../../../core/scan.js'
import { escapeXml } from '../../escape/xml.js'
import type { ScanOptions } from '../render-options.js'
import { summarise } from '../summary.js'
import { findingsData } from './data.js'
import { findingsSection } from './findings-section.js'
import { browserScript } from './script.js'
import { appendix, charts, coverage, exemptions, header, tiles, unknowns } from './sections.js'
import { styleSheet } from './style.js'

/** One self-contained page: no request leaves it, and its security policy lets nothing run but its own script. */
export function* renderHtml(report: ScanReport, { toolVersion }: ScanOptions): Iterable<string> {
  const summary = summarise(report)
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Escher scan ${escapeXml(report.id)}</title>
<style>${styleSheet}</style>
</head>
<body>
<a class="skip" href="#all-findings">Skip to the findings</a>
${header(report, summary)}
<main>
`
  yield tiles(report, summary)
  yield charts(summary)
  yield findingsSection
  yield unknowns(summary)
  yield exemptions(report, summary)
  yield coverage(report)
  yield appendix(report)
  yield `</main>\n<footer>Made by Escher ${escapeXml(toolVersion)} from snapshot <code>${escapeXml(report.snapshot)}</code>.</footer>\n`
  yield `<script type="application/json" id="data">${findingsData(report)}</script>\n`
  yield `<script>${browserScript}</script>\n</body>\n</html>\n`
}

function contentSecurityPolicy(): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return `default-src 'none'; style-src ${hash(styleSheet)}; script-src ${hash(browserScript)}; base-uri 'none'; form-action 'none'`
}
