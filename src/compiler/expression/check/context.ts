import type { Diagnostic, SourceRange } from '../../../core/diagnostics.js'
import type { ExpressionNode } from '../../../core/expression.js'
import type { Locate } from '../cel/parse-cel.js'
import { report } from '../diagnostics.js'
import type { ConditionScope } from '../scope.js'
import type { Span, Syntax } from '../syntax.js'
import { dyn, type Shape, typeOf } from './shapes.js'

/** A checked part: its node, and all that is known of its type. */
export interface Typed {
  readonly node: ExpressionNode
  readonly shape: Shape
}

/** What checking a part needs: the scope, the names bound around it, and where to report. */
export class CheckContext {
  constructor(
    readonly scope: ConditionScope,
    private readonly locate: Locate,
    private readonly checkPart: (syntax: Syntax, context: CheckContext) => Typed,
    readonly diagnostics: Diagnostic[] = [],
    readonly locals: ReadonlyMap<string, Shape> = new Map(),
  ) {}

  readonly check = (syntax: Syntax): Typed => this.checkPart(syntax, this)

  /** The same context with one more name. */
  with(name: string, shape: Shape): CheckContext {
    const locals = new Map(this.locals).set(name, shape)
    return new CheckContext(this.scope, this.locate, this.checkPart, this.diagnostics, locals)
  }

  range(span: Span): SourceRange {
    return this.locate(span.start, span.end)
  }

  /** Reports a problem at a place; `fix` is the text that should stand there, or at a part of it. */
  report<Code extends Parameters<typeof report>[0]>(
    code: Code,
    parameters: Parameters<typeof report<Code>>[1],
    span: Span,
    fix?: string | (Span & { readonly text: string }),
  ): void {
    const { text, ...part } = typeof fix === 'object' ? fix : { ...span, text: fix }
    const suggested = text === undefined ? undefined : { title: `write \`${text}\``, range: this.range(part), text }
    this.diagnostics.push(report(code, parameters, { range: this.range(span), fix: suggested }))
  }

  /** What stands for a part that was reported: a name that nothing has, which could be anything. */
  unknown(span: Span): Typed {
    return {
      node: { kind: 'variable', scope: 'root', name: '', type: typeOf(dyn), range: this.range(span) },
      shape: dyn,
    }
  }
}
