import type { ArithmeticOperator, ComparisonOperator, LiteralNode } from '../../core/expression.js'

/** Where something stands in the text of its condition, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

export type LiteralValue = LiteralNode['value']

export type MacroName = 'all' | 'exists' | 'exists_one' | 'filter' | 'map'

/** An expression as written, before names and types are known. CEL and TypeScript both become this. */
export type Syntax = Span &
  (
    | { readonly kind: 'literal'; readonly value: LiteralValue }
    | { readonly kind: 'identifier'; readonly name: string; readonly absolute?: true }
    | { readonly kind: 'select' | 'has'; readonly operand: Syntax; readonly field: string; readonly fieldSpan: Span }
    | { readonly kind: 'index'; readonly operand: Syntax; readonly index: Syntax }
    | {
        readonly kind: 'call'
        readonly name: string
        readonly nameSpan: Span
        readonly target?: Syntax
        readonly arguments: readonly Syntax[]
      }
    | { readonly kind: 'and' | 'or'; readonly operands: readonly Syntax[] }
    | { readonly kind: 'not' | 'negate'; readonly operand: Syntax }
    | { readonly kind: 'conditional'; readonly condition: Syntax; readonly yes: Syntax; readonly no: Syntax }
    | { readonly kind: 'coalesce'; readonly value: Syntax; readonly fallback: Syntax }
    | {
        readonly kind: 'compare'
        readonly operator: ComparisonOperator
        readonly left: Syntax
        readonly right: Syntax
      }
    | {
        readonly kind: 'arithmetic'
        readonly operator: ArithmeticOperator
        readonly left: Syntax
        readonly right: Syntax
      }
    | { readonly kind: 'membership'; readonly element: Syntax; readonly container: Syntax }
    /** JavaScript's `includes`: a part of a text or an element of a list, as the type of the container decides. */
    | { readonly kind: 'includes'; readonly container: Syntax; readonly element: Syntax }
    | { readonly kind: 'list'; readonly elements: readonly Syntax[] }
    | { readonly kind: 'map'; readonly entries: readonly { readonly key: Syntax; readonly value: Syntax }[] }
    | { readonly kind: 'message'; readonly name: string; readonly fields: readonly Syntax[] }
    | {
        readonly kind: 'comprehension'
        readonly macro: MacroName
        readonly operand: Syntax
        readonly variable: string
        readonly where?: Syntax
        readonly body: Syntax
      }
    | { readonly kind: 'let'; readonly name: string; readonly value: Syntax; readonly body: Syntax }
    /** Where something unreadable stood; it was reported already. */
    | { readonly kind: 'unreadable' }
  )

export type SyntaxKind = Syntax['kind']

type Narrowed<Part, Kind> = Part extends { kind: infer Own }
  ? Own & Kind extends never
    ? never
    : Part & { kind: Own & Kind }
  : never

/** The syntax of the given kinds. */
export type SyntaxOf<Kind extends SyntaxKind> = Narrowed<Syntax, Kind>

/** How deep expressions may nest. */
export const depthLimit = 200

/** The parts directly below an expression, in the order of the text. */
export function partsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case 'literal':
    case 'identifier':
    case 'unreadable':
      return []
    case 'select':
    case 'has':
    case 'not':
    case 'negate':
      return [syntax.operand]
    case 'index':
      return [syntax.operand, syntax.index]
    case 'call':
      return syntax.target ? [syntax.target, ...syntax.arguments] : syntax.arguments
    case 'and':
    case 'or':
      return syntax.operands
    case 'conditional':
      return [syntax.condition, syntax.yes, syntax.no]
    case 'coalesce':
      return [syntax.value, syntax.fallback]
    case 'compare':
    case 'arithmetic':
      return [syntax.left, syntax.right]
    case 'membership':
      return [syntax.element, syntax.container]
    case 'includes':
      return [syntax.container, syntax.element]
    case 'list':
      return syntax.elements
    case 'map':
      return syntax.entries.flatMap(({ key, value }) => [key, value])
    case 'message':
      return syntax.fields
    case 'comprehension':
      return syntax.where ? [syntax.operand, syntax.where, syntax.body] : [syntax.operand, syntax.body]
    case 'let':
      return [syntax.value, syntax.body]
  }
}

/** The first part that lies deeper than the limit, if any. Chains such as `a + b + …` nest as well. */
export function tooDeepPart(root: Syntax): Syntax | undefined {
  const waiting: { syntax: Syntax; depth: number }[] = [{ syntax: root, depth: 1 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.depth > depthLimit) return next.syntax
    for (const part of partsOf(next.syntax)) waiting.push({ syntax: part, depth: next.depth + 1 })
  }
  return undefined
}

/** The expression as its path, `resource.State.Name`, when it is nothing but names. */
export function pathOf(syntax: Syntax): string | undefined {
  if (syntax.kind === 'identifier') return syntax.name
  if (syntax.kind !== 'select') return undefined
  const operand = pathOf(syntax.operand)
  return operand === undefined ? undefined : `${operand}.${syntax.field}`
}
