import type { PartPath } from '../core/part-path.js'

/** Parts of a document, as a tree: how much is kept of a value and of what lies in it. */
export interface PartTree {
  whole: boolean
  elements: PartTree | undefined
  readonly members: Map<string, PartTree>
}

/** The tree that paths make together. */
export function partTree(paths: readonly PartPath[]): PartTree {
  const root = emptyTree()
  for (const path of paths) path.reduce<PartTree>(below, root).whole = true
  return root
}

function emptyTree(): PartTree {
  return { whole: false, elements: undefined, members: new Map() }
}

function below(tree: PartTree, step: string | null): PartTree {
  if (step === null) {
    tree.elements ??= emptyTree()
    return tree.elements
  }
  const known = tree.members.get(step) ?? emptyTree()
  tree.members.set(step, known)
  return known
}

/**
 * Parts of a JSON value as JSON text. A value that is no list where elements are told apart, or no object where members
 * are, is kept whole, so that what looks at its kind finds the same. Undefined where JSON has no text for it.
 */
export function partText(value: unknown, tree: PartTree): string | undefined {
  if (tree.whole || value === null || typeof value !== 'object') return JSON.stringify(value)
  const { elements, members } = tree
  if (Array.isArray(value) && elements) return `[${value.map((item) => partText(item, elements) ?? 'null').join(',')}]`
  if (elements || !isPlain(value)) return JSON.stringify(value)
  const texts: string[] = []
  for (const [name, part] of members) {
    const text = Object.hasOwn(value, name) ? partText(value[name], part) : undefined
    if (text !== undefined) texts.push(`${JSON.stringify(name)}:${text}`)
  }
  return `{${texts.join(',')}}`
}

/** True of what JSON writes as an object of its own members. */
function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value)
}
