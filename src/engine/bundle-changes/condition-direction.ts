import { canonicalJson } from '../../core/canonical-json.js'
import type { Expression, ExpressionNode } from '../../core/expression.js'
import type { Direction } from './change.js'
import { meaningOf } from './meaning.js'

type Conditions = readonly [before: Expression | undefined, after: Expression | undefined]

/**
 * How a condition on what is reached changed. It narrows where whatever meets the new one is shown to meet the old one by
 * the shape of both (`old && more`, one of several alternatives, fewer of the listed values); anything else widens.
 */
export function conditionDirection([before, after]: Conditions): Direction {
  if (!before) return 'narrows'
  return after && implies(normal(after.root, true), normal(before.root, true)) ? 'narrows' : 'widens'
}

/** The same for the condition under which something is demanded: demanding it more often narrows. */
export function demandDirection([before, after]: Conditions): Direction {
  return conditionDirection([after, before])
}

/** A condition with negations pushed to its leaves. */
type Normal =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Normal[] }
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'leaf'; readonly text: string }
  | { readonly kind: 'among'; readonly subject: string; readonly values: ReadonlySet<string> }

function normal(node: ExpressionNode, holds: boolean): Normal {
  if (node.kind === 'not') return normal(node.operand, !holds)
  if (node.kind === 'and' || node.kind === 'or') {
    const kind = (node.kind === 'and') === holds ? 'all' : 'any'
    return { kind, parts: node.operands.map((operand) => normal(operand, holds)) }
  }
  if (node.kind === 'literal' && node.value.of === 'bool') {
    return { kind: 'constant', holds: node.value.value === holds }
  }
  return (holds ? listed(node) : undefined) ?? { kind: 'leaf', text: canonicalJson([holds, meaningOf(node)]) }
}

/** `x == 'a'` and `x in ['a', 'b']`: a subject that is one of some texts. */
function listed(node: ExpressionNode): Normal | undefined {
  const [subject, values] =
    node.kind === 'membership' && node.container.kind === 'list'
      ? [node.element, node.container.elements]
      : node.kind === 'compare' && node.operator === '=='
        ? [node.left, [node.right]]
        : [undefined, []]
  const texts = values.flatMap((one) => (one.kind === 'literal' && one.value.of === 'string' ? [one.value.value] : []))
  if (!subject || texts.length !== values.length) return undefined
  return { kind: 'among', subject: meaningOf(subject), values: new Set(texts) }
}

/** Whether the second is shown to hold wherever the first does. */
function implies(first: Normal, second: Normal): boolean {
  if (first.kind === 'constant' && !first.holds) return true
  if (second.kind === 'constant' && second.holds) return true
  if (second.kind === 'all') return second.parts.every((part) => implies(first, part))
  if (first.kind === 'any') return first.parts.every((part) => implies(part, second))
  if (first.kind === 'all' && first.parts.some((part) => implies(part, second))) return true
  if (second.kind === 'any') return second.parts.some((part) => implies(first, part))
  if (first.kind === 'among' && second.kind === 'among') {
    return first.subject === second.subject && [...first.values].every((value) => second.values.has(value))
  }
  return first.kind === 'leaf' && second.kind === 'leaf' && first.text === second.text
}
