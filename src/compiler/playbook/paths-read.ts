import { type ExpressionNode, walkExpression } from '../../core/expression.js'

/** What a condition reads of its target. */
export interface PathsRead {
  /** Paths in the document, and `tags`. */
  readonly paths: readonly string[]
  /** True when it reads something that cannot be told by paths: links, metrics, other steps, the document as a whole. */
  readonly more: boolean
}

/** Names that are not parts of the document, and what they follow from. */
const followsFrom: Readonly<Record<string, readonly string[]>> = {
  tags: ['tags'],
  environment: ['tags'],
  name: ['name', 'tags'],
  account: [],
  region: [],
  id: [],
  now: [],
  params: [],
}

/** The parts of the target that a condition reads. */
export function pathsRead(root: ExpressionNode): PathsRead {
  const paths = new Set<string>()
  let more = false
  walkExpression(root, (node, parent) => {
    if (node.kind === 'link' || node.kind === 'metric') more = true
    const path = pathOf(node)
    if (path !== undefined) paths.add(path)
    if (node.kind !== 'variable' || node.scope !== 'root') return
    const known = Object.hasOwn(followsFrom, node.name) ? followsFrom[node.name] : undefined
    for (const one of known ?? []) paths.add(one)
    const isPart = isDocument(node) && parent !== undefined && pathOf(parent) !== undefined
    more ||= !known && !isPart
  })
  return { paths: [...paths], more }
}

/** `State.Name` of `resource.State.Name` and of `has(resource.State.Name)`. */
function pathOf(node: ExpressionNode): string | undefined {
  if (node.kind !== 'select' && node.kind !== 'has') return undefined
  if (isDocument(node.operand)) return node.field
  const before = pathOf(node.operand)
  return before === undefined ? undefined : `${before}.${node.field}`
}

function isDocument(node: ExpressionNode): boolean {
  return node.kind === 'variable' && node.scope === 'root' && (node.name === 'resource' || node.name === 'target')
}

/** Whether one of two paths leads to the other, or both are the same. */
export function overlap(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`)
}
