import { allDiagnosticPages } from '../../../src/cli/project/diagnostic-pages.js'
import type { DiagnosticPage } from '../../../src/core/diagnostics.js'
import { escapeMarkdown, markdownBlock, markdownTable } from '../../../src/report/index.js'
import { pageLink, type ReferencePage, referencePage } from './page.js'

/** A page for each diagnostic code, and one for all of them. */
export function diagnosticReference(): ReferencePage[] {
  const pages = allDiagnosticPages()
  return [index(pages), ...pages.map(page)]
}

function index(pages: readonly DiagnosticPage[]): ReferencePage {
  const path = 'diagnostics.md'
  const rows = pages.map(({ code, severity, title }) => [
    pageLink(`\`${code}\``, path, `diagnostics/${code}.md`),
    severity,
    escapeMarkdown(title),
  ])
  return referencePage(path, ['# Diagnostics', markdownTable(['code', 'severity', 'meaning'], rows)])
}

function page({ code, severity, title, why, example }: DiagnosticPage): ReferencePage {
  return referencePage(`diagnostics/${code}.md`, [
    `# ${code}`,
    `**${escapeMarkdown(title)}** (${severity})`,
    escapeMarkdown(why),
    example ? `## Wrong\n\n${markdownBlock('', example.wrong)}` : '',
    example ? `## Right\n\n${markdownBlock('', example.right)}` : '',
  ])
}
