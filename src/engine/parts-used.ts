import { childrenOf, type Expression, type ExpressionNode, someNode } from '../core/expression.js'
import { outermostParts, type PartPath } from '../core/part-path.js'
import type { CompiledPolicy, Exemption } from '../core/policy.js'

/**
 * The parts of a resource's properties that decide a policy's verdicts: without the others they come out the same. The
 * empty path is among them when any property may matter.
 */
export function partsUsed({ violates, applies, requires }: CompiledPolicy): readonly PartPath[] {
  // A link takes its ids from a property that the expression need not name.
  const linking = requires.links.length > 0 ? requires.properties.map((property) => [property]) : []
  return outermostParts([...partsOf(applies ? [violates, applies] : [violates]), ...linking])
}

/** The same for the words of a violation: the policy's message, and which of the given exemptions match. */
export function partsWorded({ message }: CompiledPolicy, exemptions: readonly Exemption[]): readonly PartPath[] {
  const placeholders = message.filter((part) => typeof part !== 'string')
  const expressions = [...placeholders, ...exemptions.map(({ match }) => match)]
  return expressions.some(followsLinks) ? [[]] : partsOf(expressions)
}

function partsOf(expressions: readonly Expression[]): readonly PartPath[] {
  const search = new PartSearch()
  for (const { root } of expressions) search.use(root, noNames)
  return outermostParts(search.found)
}

function followsLinks({ root }: Expression): boolean {
  return someNode(root, ({ kind }) => kind === 'link')
}

/** Where the names that macros and `let` bind lead; those that are no part of the document are undefined. */
type Names = ReadonlyMap<string, PartPath | undefined>

const noNames: Names = new Map()

class PartSearch {
  readonly found: PartPath[] = []

  /** Notes what a value is made of, where all of the value matters. */
  use(node: ExpressionNode, names: Names): void {
    const path = this.reach(node, names)
    if (path) this.found.push(path)
  }

  /** The part of the document that a node stands for, of which the caller says how much matters; notes all else. */
  private reach(node: ExpressionNode, names: Names): PartPath | undefined {
    switch (node.kind) {
      case 'variable':
        if (node.scope === 'local') return names.get(node.name)
        return node.name === 'resource' ? [] : undefined
      case 'select':
      case 'has':
        return within(this.reach(node.operand, names), node.field)
      case 'index':
        return this.reachIndexed(node, names)
      case 'comprehension':
        return this.reachElements(node, names)
      case 'let': {
        const value = this.reach(node.value, names)
        return this.following(value, () => this.reach(node.body, new Map(names).set(node.name, value)))
      }
      default:
        for (const child of childrenOf(node)) this.use(child, names)
        return undefined
    }
  }

  private reachIndexed(node: Extract<ExpressionNode, { kind: 'index' }>, names: Names): PartPath | undefined {
    const { operand, index } = node
    if (index.kind === 'literal' && index.value.of === 'string') {
      return within(this.reach(operand, names), index.value.value)
    }
    this.use(operand, names)
    this.use(index, names)
    return undefined
  }

  /** A filtered list is made of the elements of its operand, any other outcome of its own values. */
  private reachElements(node: Extract<ExpressionNode, { kind: 'comprehension' }>, names: Names): PartPath | undefined {
    const list = this.reach(node.operand, names)
    const element = within(list, null)
    const inner = new Map(names).set(node.variable, element)
    this.following(element, () => {
      if (node.where) this.use(node.where, inner)
      this.use(node.body, inner)
      return undefined
    })
    return node.macro === 'filter' ? list : undefined
  }

  /** Notes a bound part as a whole when nothing within it is used by what it is bound for: that it is there may matter. */
  private following(part: PartPath | undefined, search: () => PartPath | undefined): PartPath | undefined {
    const before = this.found.length
    const result = search()
    const isUsed = (path: PartPath): boolean => part?.every((step, index) => step === path[index]) === true
    if (part && !this.found.slice(before).some(isUsed)) this.found.push(part)
    return result
  }
}

function within(path: PartPath | undefined, step: string | null): PartPath | undefined {
  return path && [...path, step]
}
