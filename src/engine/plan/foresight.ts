import type { Expression, ExpressionNode } from '../../core/expression.js'
import { compilePredicate, type EvaluationScope, evaluate, type Predicate } from '../expression/index.js'
import { type Reliance, restsOnTold, type SimulatedTarget } from './told-parts.js'

/** What is known of a condition that will be asked of a target later on. */
export interface Foresight extends SimulatedTarget {
  /** The scope of the condition about the target as the steps so far will have left it. */
  readonly scope: EvaluationScope
  readonly reliance: Reliance
}

/** True when a condition cannot but be false of what the simulation tells: what it does not tell may be anything. */
export function isBoundToFail(condition: Expression, foresight: Foresight): boolean {
  const now = evaluate(condition, foresight.scope)
  if ('unknown' in now || now.value === true) return false
  return isCertain(condition.root, false, foresight)
}

/** True when a part of a condition certainly is true, or false, whatever the simulation does not tell. */
function isCertain(node: ExpressionNode, wanted: boolean, foresight: Foresight): boolean {
  switch (node.kind) {
    case 'not':
      return isCertain(node.operand, !wanted, foresight)
    case 'and':
    case 'or': {
      const decides = wanted === (node.kind === 'or')
      return node.operands[decides ? 'some' : 'every']((operand) => isCertain(operand, wanted, foresight))
    }
    default: {
      const { certainlyTrue, certainlyFalse } = predicateOf(node)
      const is = wanted ? certainlyTrue : certainlyFalse
      return restsOnTold(node, foresight, foresight.reliance) && is(foresight.scope)
    }
  }
}

const predicates = new WeakMap<ExpressionNode, Predicate>()

function predicateOf(node: ExpressionNode): Predicate {
  const known = predicates.get(node)
  if (known) return known
  const made = compilePredicate({ language: 'cel', text: '', range: node.range, root: node })
  predicates.set(node, made)
  return made
}
