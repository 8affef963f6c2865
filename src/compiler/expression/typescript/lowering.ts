import type { Expression as EsExpression, Node } from 'oxc-parser'
import type { Diagnostic } from '../../../core/diagnostics.js'
import type { ParameterValue } from '../../../core/policy.js'
import type { Locate } from '../cel/parse-cel.js'
import { report } from '../diagnostics.js'
import { depthLimit, type Span, type Syntax } from '../syntax.js'

/** What names outside of the function stand for. */
export interface OuterNames {
  /** The value of a constant of the file, or undefined when there is none of that name. */
  readonly constants: (name: string) => ParameterValue | undefined
  /** Local names of things imported from `escher`, and what they are called there. */
  readonly helpers: ReadonlyMap<string, string>
}

/** What a name inside the function stands for: a name of the condition's scope, or one bound in the function. */
export type Binding = { readonly root: string } | { readonly local: string }

/** Turns parts of a TypeScript function into syntax; what has no equal is reported and stands as unreadable. */
export class Lowering {
  private depth = 0

  constructor(
    readonly outer: OuterNames,
    private readonly locate: Locate,
    private readonly lowerPart: (node: EsExpression, lowering: Lowering) => Syntax,
    readonly diagnostics: Diagnostic[] = [],
    readonly bindings: ReadonlyMap<string, Binding> = new Map(),
  ) {}

  readonly lower = (node: EsExpression): Syntax => {
    if (this.depth >= depthLimit) return this.tooDeep(node)
    this.depth++
    const syntax = this.lowerPart(node, this)
    this.depth--
    return syntax
  }

  /** The same lowering with one more name. */
  with(name: string, binding: Binding): Lowering {
    const bindings = new Map(this.bindings).set(name, binding)
    const inner = new Lowering(this.outer, this.locate, this.lowerPart, this.diagnostics, bindings)
    inner.depth = this.depth
    return inner
  }

  /** Reports what cannot be used, and what to write instead. */
  unsupported(node: Span, what: string, instead: string): Syntax {
    const range = this.locate(node.start, node.end)
    this.diagnostics.push(report('unsupported-typescript', { what, instead }, { range }))
    return { kind: 'unreadable', start: node.start, end: node.end }
  }

  private tooDeep(node: Node): Syntax {
    const range = this.locate(node.start, node.end)
    this.diagnostics.push(report('expression-too-deep', { limit: depthLimit }, { range }))
    return { kind: 'unreadable', start: node.start, end: node.end }
  }
}
