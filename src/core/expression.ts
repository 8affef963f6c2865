import type { SourceRange } from './diagnostics.js'

/** The static type of an expression. `object` is a document part with known properties, `dyn` anything. */
export type ValueType =
  | {
      readonly kind:
        | 'null'
        | 'bool'
        | 'int'
        | 'uint'
        | 'double'
        | 'string'
        | 'bytes'
        | 'timestamp'
        | 'duration'
        | 'type'
        | 'dyn'
    }
  | { readonly kind: 'list'; readonly items: ValueType }
  | { readonly kind: 'map'; readonly keys: ValueType; readonly values: ValueType }
  | { readonly kind: 'object'; readonly name: string }

/** One node of the typed tree that CEL texts and TypeScript arrow functions both lower to. */
export type ExpressionNode = { readonly kind: string; readonly type: ValueType; readonly range: SourceRange }

/** A checked expression: serialisable, the same for CEL and TypeScript. */
export interface Expression {
  readonly language: 'cel' | 'typescript'
  /** The text as its author wrote it. */
  readonly text: string
  readonly range: SourceRange
  readonly root: ExpressionNode
}
