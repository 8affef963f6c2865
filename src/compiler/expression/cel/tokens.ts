import type { Diagnostic } from '../../../core/diagnostics.js'
import type { LiteralValue, Span } from '../syntax.js'

/** A token of a CEL text. `quoted` names stand in backticks and can only be fields. */
export type Token = Span &
  (
    | { readonly kind: 'literal'; readonly value: LiteralValue }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'quoted'; readonly name: string }
    | { readonly kind: 'symbol'; readonly symbol: string }
    | { readonly kind: 'end' }
  )

/** Reports a problem at a place of the text; `fix` is the text that should stand there. */
export type ReportProblem = (span: Span, problem: string, advice?: { instead?: string; fix?: string }) => void

/** What a stage found, to which it may add. */
export type DiagnosticSink = (diagnostic: Diagnostic) => void
