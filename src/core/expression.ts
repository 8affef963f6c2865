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

/** What every node has: its static type and where its text stands. */
interface NodeBase {
  readonly type: ValueType
  readonly range: SourceRange
}

/** A constant. Numbers are decimal texts, so that no precision is lost in JSON; bytes are base64. */
export interface LiteralNode extends NodeBase {
  readonly kind: 'literal'
  readonly value:
    | { readonly of: 'null' }
    | { readonly of: 'bool'; readonly value: boolean }
    | { readonly of: 'int' | 'uint' | 'double' | 'string' | 'bytes'; readonly value: string }
    | { readonly of: 'type'; readonly name: string }
}

/** A name of the condition's scope (`root`), or one bound by a macro or a `let` (`local`). */
export interface VariableNode extends NodeBase {
  readonly kind: 'variable'
  readonly scope: 'root' | 'local'
  readonly name: string
}

/** `params.<name>` */
export interface ParameterNode extends NodeBase {
  readonly kind: 'parameter'
  readonly name: string
}

/** `links.<name>`: the documents of the linked resources. */
export interface LinkNode extends NodeBase {
  readonly kind: 'link'
  readonly name: string
}

/** `metrics.<metric>.<statistic>(window)` */
export interface MetricNode extends NodeBase {
  readonly kind: 'metric'
  readonly metric: string
  readonly statistic: string
  readonly window: ExpressionNode
}

/** `operand.field` */
export interface SelectNode extends NodeBase {
  readonly kind: 'select'
  readonly operand: ExpressionNode
  readonly field: string
}

/** `has(operand.field)` */
export interface HasNode extends NodeBase {
  readonly kind: 'has'
  readonly operand: ExpressionNode
  readonly field: string
}

/** `operand[index]` */
export interface IndexNode extends NodeBase {
  readonly kind: 'index'
  readonly operand: ExpressionNode
  readonly index: ExpressionNode
}

/** `a && b && c`, `a || b || c`: two operands or more. */
export interface LogicNode extends NodeBase {
  readonly kind: 'and' | 'or'
  readonly operands: readonly ExpressionNode[]
}

export interface NotNode extends NodeBase {
  readonly kind: 'not'
  readonly operand: ExpressionNode
}

export interface NegateNode extends NodeBase {
  readonly kind: 'negate'
  readonly operand: ExpressionNode
}

/** `condition ? yes : no` */
export interface ConditionalNode extends NodeBase {
  readonly kind: 'conditional'
  readonly condition: ExpressionNode
  readonly yes: ExpressionNode
  readonly no: ExpressionNode
}

/** `value ?? fallback`: the fallback where the value is null. */
export interface CoalesceNode extends NodeBase {
  readonly kind: 'coalesce'
  readonly value: ExpressionNode
  readonly fallback: ExpressionNode
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>='

export interface CompareNode extends NodeBase {
  readonly kind: 'compare'
  readonly operator: ComparisonOperator
  readonly left: ExpressionNode
  readonly right: ExpressionNode
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%'

export interface ArithmeticNode extends NodeBase {
  readonly kind: 'arithmetic'
  readonly operator: ArithmeticOperator
  readonly left: ExpressionNode
  readonly right: ExpressionNode
}

/** `element in container`, where the container is a list or the keys of a map. */
export interface MembershipNode extends NodeBase {
  readonly kind: 'membership'
  readonly element: ExpressionNode
  readonly container: ExpressionNode
}

/** A call of a function of `functionTable`; the receiver of a method is its first argument. */
export interface CallNode extends NodeBase {
  readonly kind: 'call'
  readonly function: string
  readonly arguments: readonly ExpressionNode[]
}

export interface ListNode extends NodeBase {
  readonly kind: 'list'
  readonly elements: readonly ExpressionNode[]
}

export interface MapNode extends NodeBase {
  readonly kind: 'map'
  readonly entries: readonly { readonly key: ExpressionNode; readonly value: ExpressionNode }[]
}

/** `operand.macro(variable, body)` over the elements of a list or the keys of a map; `where` is `map`'s filter. */
export interface ComprehensionNode extends NodeBase {
  readonly kind: 'comprehension'
  readonly macro: 'all' | 'exists' | 'exists_one' | 'filter' | 'map'
  readonly operand: ExpressionNode
  readonly variable: string
  readonly where?: ExpressionNode
  readonly body: ExpressionNode
}

/** A name for a value: `const name = value` in a TypeScript block. */
export interface LetNode extends NodeBase {
  readonly kind: 'let'
  readonly name: string
  readonly value: ExpressionNode
  readonly body: ExpressionNode
}

/** One node of the typed tree that CEL texts and TypeScript arrow functions both lower to. */
export type ExpressionNode =
  | LiteralNode
  | VariableNode
  | ParameterNode
  | LinkNode
  | MetricNode
  | SelectNode
  | HasNode
  | IndexNode
  | LogicNode
  | NotNode
  | NegateNode
  | ConditionalNode
  | CoalesceNode
  | CompareNode
  | ArithmeticNode
  | MembershipNode
  | CallNode
  | ListNode
  | MapNode
  | ComprehensionNode
  | LetNode

export type ExpressionKind = ExpressionNode['kind']

/** A function for every kind of node: a forgotten kind is a type error. */
export type ExpressionVisitor<Result, Context> = {
  readonly [Kind in ExpressionKind]: (node: Extract<ExpressionNode, { kind: Kind }>, context: Context) => Result
} & {
  readonly and: (node: LogicNode, context: Context) => Result
  readonly or: (node: LogicNode, context: Context) => Result
}

/** Calls the visitor's function for the node's kind. */
export function visitExpression<Result, Context>(
  node: ExpressionNode,
  visitor: ExpressionVisitor<Result, Context>,
  context: Context,
): Result {
  const visit = visitor[node.kind] as (node: ExpressionNode, context: Context) => Result
  return visit(node, context)
}

/** A checked expression: serialisable, the same for CEL and TypeScript. */
export interface Expression {
  readonly language: 'cel' | 'typescript'
  /** The text as its author wrote it. */
  readonly text: string
  readonly range: SourceRange
  readonly root: ExpressionNode
}

const none = (): readonly ExpressionNode[] => []

const childrenByKind: ExpressionVisitor<readonly ExpressionNode[], undefined> = {
  literal: none,
  variable: none,
  parameter: none,
  link: none,
  metric: (node) => [node.window],
  select: (node) => [node.operand],
  has: (node) => [node.operand],
  index: (node) => [node.operand, node.index],
  and: (node) => node.operands,
  or: (node) => node.operands,
  not: (node) => [node.operand],
  negate: (node) => [node.operand],
  conditional: (node) => [node.condition, node.yes, node.no],
  coalesce: (node) => [node.value, node.fallback],
  compare: (node) => [node.left, node.right],
  arithmetic: (node) => [node.left, node.right],
  membership: (node) => [node.element, node.container],
  call: (node) => node.arguments,
  list: (node) => node.elements,
  map: (node) => node.entries.flatMap(({ key, value }) => [key, value]),
  comprehension: (node) => (node.where ? [node.operand, node.where, node.body] : [node.operand, node.body]),
  let: (node) => [node.value, node.body],
}

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  return visitExpression(node, childrenByKind, undefined)
}

/** Calls `visit` for a node and everything below it, parents first. */
export function walkExpression(
  node: ExpressionNode,
  visit: (node: ExpressionNode, parent?: ExpressionNode) => void,
): void {
  const waiting: { node: ExpressionNode; parent?: ExpressionNode }[] = [{ node }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    visit(next.node, next.parent)
    for (const child of [...childrenOf(next.node)].reverse()) waiting.push({ node: child, parent: next.node })
  }
}

/** True when a test holds of some node of an expression. */
export function someNode(root: ExpressionNode, holds: (node: ExpressionNode) => boolean): boolean {
  const waiting = [root]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (holds(next)) return true
    waiting.push(...childrenOf(next))
  }
  return false
}

/** A type as people write it: `list<string>`. */
export function typeText(type: ValueType): string {
  switch (type.kind) {
    case 'list':
      return `list<${typeText(type.items)}>`
    case 'map':
      return `map<${typeText(type.keys)}, ${typeText(type.values)}>`
    case 'object':
      return type.name
    default:
      return type.kind
  }
}
