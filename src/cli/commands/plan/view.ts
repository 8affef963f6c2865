import type { Diagnostic, DiagnosticSeverity } from '../../../core/diagnostics.js'
import type { Palette } from '../../../report/index.js'

const words: Readonly<Record<DiagnosticSeverity, string>> = { error: 'Refused', warning: 'Warning', info: 'No plan' }
const paints: Readonly<Record<DiagnosticSeverity, (style: Palette) => Palette['red']>> = {
  error: ({ red }) => red,
  warning: ({ yellow }) => yellow,
  info: ({ cyan }) => cyan,
}

/** Why there is no plan, or what the plan lacks, with what can be done about it. */
export function refusalText(diagnostics: readonly Diagnostic[], style: Palette): string {
  const entries = diagnostics.map(({ code, severity, message, why, help }) => {
    const paint = paints[severity](style)
    const word = words[severity]
    const advice = help === undefined ? [] : [`  ${style.dim('help:')} ${help}`]
    return [
      `${style.bold(paint(word))}: ${message} ${style.dim(`(${code})`)}`,
      `  ${style.dim(`why: ${why}`)}`,
      ...advice,
    ]
  })
  return `${entries.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
