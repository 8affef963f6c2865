import { hasErrors, type Outcome } from '../../core/diagnostics.js'
import type { Expression } from '../../core/expression.js'
import { type Locate, parseCel } from './cel/parse-cel.js'
import { checkSyntax, type Expectation } from './check/check-syntax.js'
import type { ConditionScope } from './scope.js'

export interface CheckOptions {
  readonly scope: ConditionScope
  /** A condition must be a boolean; a text may be any value, which is then written out. */
  readonly expects: Expectation
  /** Tells the place in the file for a place in the text (UTF-16 offsets, `end` exclusive). */
  readonly locate: Locate
}

/** Reads and checks a CEL text. Reports every error; the value is there when there was none. */
export function checkCel(text: string, options: CheckOptions): Outcome<Expression | undefined> {
  const parsed = parseCel(text, options.locate)
  if (!parsed.value) return { value: undefined, diagnostics: parsed.diagnostics }
  const checked = checkSyntax(parsed.value, options)
  const diagnostics = [...parsed.diagnostics, ...checked.diagnostics]
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics }
  return { value: { language: 'cel', text, range: options.locate(0, text.length), root: checked.value }, diagnostics }
}
