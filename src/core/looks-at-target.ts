import { type ExpressionNode, someNode } from './expression.js'

/** Names in conditions of playbooks that say nothing of the target. */
const namesBesideTarget: ReadonlySet<string> = new Set(['item', 'steps', 'params', 'now'])

/** True of an expression of a playbook that looks at its target, and not only at what a step is about. */
export function looksAtTarget(root: ExpressionNode): boolean {
  return someNode(root, (node) => {
    if (node.kind === 'link' || node.kind === 'metric') return true
    return node.kind === 'variable' && node.scope === 'root' && !namesBesideTarget.has(node.name)
  })
}
