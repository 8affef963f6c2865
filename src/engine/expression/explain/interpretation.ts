import type { ExpressionNode } from '../../../core/expression.js'
import type { EvaluationScope } from '../scope.js'
import type { Unknown } from './explanation.js'
import { pathOf } from './paths.js'

/** What interpreting a node found. `value` is `undefined` exactly when `unknown` says why. */
export interface Finding {
  readonly node: ExpressionNode
  readonly value: unknown
  readonly unknown?: Unknown
  readonly parts: readonly Finding[]
  /** The parts that the outcome rests on; all of them when left out. */
  readonly deciding?: readonly Finding[]
}

/** What interpretation needs besides the node. */
export interface Environment {
  readonly scope: EvaluationScope
  readonly locals: ReadonlyMap<string, Finding>
  readonly interpret: (node: ExpressionNode, environment: Environment) => Finding
}

/** A finding with a value, or one that could not be computed from its known parts. */
export function computed(node: ExpressionNode, value: unknown, parts: readonly Finding[]): Finding {
  if (value !== undefined) return { node, value, parts }
  return { node, value, parts, unknown: failure(node) }
}

/** A finding that is unknown because of one of its parts. */
export function unknownBecause(node: ExpressionNode, cause: Finding, parts: readonly Finding[]): Finding {
  return { node, value: undefined, unknown: cause.unknown ?? absence(cause.node), parts, deciding: [cause] }
}

/** Why an expression has no value though its parts have. */
export function failure(node: ExpressionNode): Unknown {
  const path = pathOf(node)
  const what = path === undefined ? 'a value' : `\`${path}\``
  return { reason: 'failed', message: `${what} cannot be computed from the values found`, ...(path ? { path } : {}) }
}

/** Why null where a value is needed makes an expression unknown. */
export function absence(node: ExpressionNode): Unknown {
  const path = pathOf(node)
  if (path === undefined) return { reason: 'not-available', message: 'a value that is needed is absent' }
  const why = node.kind === 'metric' ? 'has no figure: too little data covers the window' : 'is absent'
  return { reason: 'not-available', message: `\`${path}\` ${why}`, path }
}
