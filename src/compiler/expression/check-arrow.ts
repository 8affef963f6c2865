import type { ArrowFunctionExpression } from 'oxc-parser'
import { type Diagnostic, hasErrors, type Outcome } from '../../core/diagnostics.js'
import type { Expression } from '../../core/expression.js'
import { checkSyntax } from './check/check-syntax.js'
import type { CheckOptions } from './check-cel.js'
import { report } from './diagnostics.js'
import { depthLimit, tooDeepPart } from './syntax.js'
import { lowerExpression } from './typescript/expressions.js'
import { lowerCondition } from './typescript/functions.js'
import { Lowering, type OuterNames } from './typescript/lowering.js'

export interface CheckArrowOptions extends CheckOptions, OuterNames {
  /** The text of the file that the node stands in; `Expression.text` is cut from it. */
  readonly source?: string
}

/**
 * Checks `({ resource, tags }) => …`, given as oxc's ESTree node with UTF-16 offsets. It becomes what the CEL text of
 * the same meaning becomes, and is never run.
 */
export function checkArrow(arrow: unknown, options: CheckArrowOptions): Outcome<Expression | undefined> {
  const node = arrow as ArrowFunctionExpression
  const lowering = new Lowering(options, options.locate, lowerExpression)
  const syntax = lowerCondition(node, lowering)
  const diagnostics: Diagnostic[] = [...lowering.diagnostics]
  const range = options.locate(node.start, node.end)
  if (tooDeepPart(syntax)) {
    return {
      value: undefined,
      diagnostics: [...diagnostics, report('expression-too-deep', { limit: depthLimit }, { range })],
    }
  }
  const checked = checkSyntax(syntax, options)
  diagnostics.push(...checked.diagnostics)
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics }
  const text = options.source?.slice(node.start, node.end) ?? ''
  return { value: { language: 'typescript', text, range, root: checked.value }, diagnostics }
}
