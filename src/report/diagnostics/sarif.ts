import type { Diagnostic, DiagnosticSeverity, SourceRange } from '../../core/diagnostics.js'
import { plainText } from '../escape/plain-text.js'
import {
  pathUri,
  type SarifLevel,
  type SarifLocation,
  type SarifRegion,
  type SarifResult,
  type SarifRule,
  sarifLog,
} from '../sarif.js'
import type { DiagnosticsOptions } from './render-options.js'

const levels: Readonly<Record<DiagnosticSeverity, SarifLevel>> = { error: 'error', warning: 'warning', info: 'note' }

/** SARIF 2.1.0, for code scanning services. */
export function renderSarif(diagnostics: readonly Diagnostic[], { toolVersion }: DiagnosticsOptions): string {
  const byCode = new Map(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic]))
  const codes = [...byCode.keys()]
  const results = diagnostics.map((diagnostic) => result(diagnostic, codes.indexOf(diagnostic.code)))
  return `${JSON.stringify(sarifLog(toolVersion, [...byCode.values()].map(rule), { results }), null, 2)}\n`
}

function rule({ code, severity, why }: Diagnostic): SarifRule {
  return {
    id: code,
    shortDescription: { text: code.replaceAll('-', ' ') },
    ...(why ? { fullDescription: { text: why } } : {}),
    help: { text: `Run \`escher explain ${code}\`.` },
    defaultConfiguration: { level: levels[severity] },
  }
}

function result(diagnostic: Diagnostic, ruleIndex: number): SarifResult {
  const { code, severity, message, help, range, related, fix } = diagnostic
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: plainText(help ? `${message}\n${help}` : message) },
    locations: range ? [location(range)] : [],
    ...(related?.length
      ? {
          relatedLocations: related.map((place, index) => ({
            id: index + 1,
            message: { text: plainText(place.message) },
            ...location(place.range),
          })),
        }
      : {}),
    ...(fix ? { fixes: [fixOf(fix)] } : {}),
  }
}

function fixOf(fix: NonNullable<Diagnostic['fix']>): NonNullable<SarifResult['fixes']>[number] {
  return {
    description: { text: plainText(fix.title) },
    artifactChanges: [
      {
        artifactLocation: { uri: pathUri(fix.range.file) },
        replacements: [{ deletedRegion: region(fix.range), insertedContent: { text: fix.text } }],
      },
    ],
  }
}

function location(range: SourceRange): SarifLocation {
  return { physicalLocation: { artifactLocation: { uri: pathUri(range.file) }, region: region(range) } }
}

function region({ start, end }: SourceRange): SarifRegion {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}
