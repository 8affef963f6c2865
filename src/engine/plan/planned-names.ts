import { type Expression, type ExpressionNode, walkExpression } from '../../core/expression.js'
import type { PlannedNames } from '../../core/plan.js'

/**
 * What a condition that is asked while the run goes on has to be given along: the parameters and results of earlier steps
 * that it mentions. Undefined when it mentions none.
 */
export function namesMentioned(condition: Expression, { params, steps }: PlannedNames): PlannedNames | undefined {
  const [ofParams, ofSteps] = [new Set<string>(), new Set<string>()]
  walkExpression(condition.root, (node, parent) => {
    if (node.kind === 'parameter') ofParams.add(node.name)
    if (isSteps(node)) for (const name of stepsMeant(parent) ?? Object.keys(steps)) ofSteps.add(name)
  })
  if (ofParams.size + ofSteps.size === 0) return undefined
  return { params: only(params, ofParams), steps: only(steps, ofSteps) }
}

function isSteps(node: ExpressionNode): boolean {
  return node.kind === 'variable' && node.scope === 'root' && node.name === 'steps'
}

/** The step that a node takes out of `steps`; undefined when that may be any. */
function stepsMeant(parent: ExpressionNode | undefined): readonly string[] | undefined {
  if (parent?.kind === 'select' || parent?.kind === 'has') return [parent.field]
  if (parent?.kind !== 'index' || parent.index.kind !== 'literal') return undefined
  const { value } = parent.index
  return value.of === 'string' ? [value.value] : undefined
}

function only<Value>(
  values: Readonly<Record<string, Value>>,
  names: ReadonlySet<string>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)))
}
