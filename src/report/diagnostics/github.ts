import type { Diagnostic, DiagnosticSeverity } from '../../core/diagnostics.js'
import { type AnnotationLevel, workflowCommand } from '../escape/workflow-command.js'

const levels: Readonly<Record<DiagnosticSeverity, AnnotationLevel>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
}

/** GitHub Actions annotations, shown at the lines of a pull request. */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${annotation(diagnostic)}\n`).join('')
}

function annotation({ code, severity, message, help, range }: Diagnostic): string {
  const oneLine = range !== undefined && range.start.line === range.end.line
  const properties = {
    title: code,
    file: range?.file,
    line: range?.start.line,
    endLine: range?.end.line,
    col: oneLine ? range.start.column : undefined,
    endColumn: oneLine ? range.end.column : undefined,
  }
  return workflowCommand(levels[severity], properties, help ? `${message}\nhelp: ${help}` : message)
}
