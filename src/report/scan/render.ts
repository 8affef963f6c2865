import type { ScanReport } from '../../core/scan.js'
import { renderCsv } from './csv.js'
import type { ScanFormat } from './formats.js'
import { renderGithub } from './github.js'
import { renderHtml } from './html/page.js'
import { renderJson } from './json.js'
import { renderJunit } from './junit.js'
import { renderMarkdown } from './markdown.js'
import { renderNdjson } from './ndjson.js'
import { renderOcsf } from './ocsf.js'
import type { ScanOptions, ScanRenderer } from './render-options.js'
import { renderSarif } from './sarif.js'
import { renderTerminal } from './terminal/render.js'

const formats: Readonly<Record<ScanFormat, { readonly render: ScanRenderer; readonly fileName: string }>> = {
  terminal: { render: renderTerminal, fileName: 'report.txt' },
  json: { render: renderJson, fileName: 'report.json' },
  ndjson: { render: renderNdjson, fileName: 'report.ndjson' },
  sarif: { render: renderSarif, fileName: 'report.sarif' },
  ocsf: { render: renderOcsf, fileName: 'report.ocsf.ndjson' },
  csv: { render: renderCsv, fileName: 'report.csv' },
  junit: { render: renderJunit, fileName: 'report.junit.xml' },
  markdown: { render: renderMarkdown, fileName: 'report.md' },
  github: { render: renderGithub, fileName: 'report.github.txt' },
  html: { render: renderHtml, fileName: 'report.html' },
}

/** A report in one of the formats, in pieces to be written one after another. */
export function renderScan(format: ScanFormat, report: ScanReport, options: ScanOptions): Iterable<string> {
  return formats[format].render(report, options)
}

/** What a report file of this format is called. */
export function scanFileName(format: ScanFormat): string {
  return formats[format].fileName
}
