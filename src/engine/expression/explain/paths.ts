import type { ExpressionNode } from '../../../core/expression.js'

/** The expression as people write it, when it is a path: `resource.Volumes[0].Size`, `metrics.cpu.max`. */
export function pathOf(node: ExpressionNode): string | undefined {
  switch (node.kind) {
    case 'variable':
      return node.name
    case 'parameter':
      return `params.${node.name}`
    case 'link':
      return `links.${node.name}`
    case 'metric':
      return `metrics.${node.metric}.${node.statistic}`
    case 'select':
    case 'has': {
      const operand = pathOf(node.operand)
      return operand === undefined ? undefined : `${operand}.${node.field}`
    }
    case 'index': {
      const operand = pathOf(node.operand)
      const { index } = node
      if (operand === undefined || index.kind !== 'literal' || !('value' in index.value)) return undefined
      return `${operand}[${JSON.stringify(index.value.value)}]`
    }
    default:
      return undefined
  }
}
