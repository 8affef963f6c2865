import type { Diagnostic, Outcome, SourceRange } from '../../../core/diagnostics.js'
import { report } from '../diagnostics.js'
import { depthLimit, type Syntax, tooDeepPart } from '../syntax.js'
import { lexCel } from './lexer.js'
import { parseTokens } from './parser.js'
import type { ReportProblem } from './tokens.js'

/** Tells the place in the file for a place in the condition's text (UTF-16 offsets, `end` exclusive). */
export type Locate = (start: number, end: number) => SourceRange

/**
 * Reads a CEL text. The value is there even when something could not be read, so that the rest can be checked; it is
 * `undefined` only when the text nests too deeply.
 */
export function parseCel(text: string, locate: Locate): Outcome<Syntax | undefined> {
  const diagnostics: Diagnostic[] = []
  const problem: ReportProblem = (span, message, advice = {}) => {
    const range = locate(span.start, span.end)
    const fix = advice.fix === undefined ? undefined : { title: `write \`${advice.fix}\``, range, text: advice.fix }
    diagnostics.push(report('expression-syntax', { problem: message, instead: advice.instead }, { range, fix }))
  }
  let abandoned = false
  const tooDeep = (span: { start: number; end: number }): void => {
    abandoned = true
    diagnostics.push(report('expression-too-deep', { limit: depthLimit }, { range: locate(span.start, span.end) }))
  }
  const syntax = parseTokens(lexCel(text, problem), { problem, tooDeep })
  if (abandoned) return { value: undefined, diagnostics }
  const deep = tooDeepPart(syntax)
  if (deep) tooDeep(deep)
  return { value: deep ? undefined : syntax, diagnostics }
}
