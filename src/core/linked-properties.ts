import { childrenOf, type Expression, type ExpressionNode, walkExpression } from './expression.js'

/** Where a value may come from: `links.<link>`, as the list of documents or as one of them. */
interface Origin {
  readonly link: string
  readonly part: 'list' | 'document'
}

type Origins = readonly Origin[]

/** What is known while walking: the names in sight, and what was found so far. */
interface Walk {
  readonly names: ReadonlyMap<string, Origins>
  readonly used: Map<string, Set<string>>
  /** Links whose documents are used other than by the names of their properties. */
  readonly whole: Set<string>
}

const nothing: Origins = []

/**
 * The top-level properties of linked documents that expressions use, by link. A link is left out where a document is
 * used as a whole (compared, given to a function, indexed by a computed name), so that any of them may matter.
 */
export function linkedPropertiesOf(expressions: readonly Expression[]): Readonly<Record<string, readonly string[]>> {
  const walk: Walk = { names: new Map(), used: new Map(), whole: new Set() }
  for (const { root } of expressions) {
    walkExpression(root, (node) => {
      if (node.kind === 'link') walk.used.set(node.name, walk.used.get(node.name) ?? new Set())
    })
    useWhole(originsOf(root, walk), walk)
  }
  const named = [...walk.used]
    .filter(([link]) => !walk.whole.has(link))
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(named.map(([link, properties]) => [link, [...properties].sort()]))
}

function originsOf(node: ExpressionNode, walk: Walk): Origins {
  switch (node.kind) {
    case 'link':
      return [{ link: node.name, part: 'list' }]
    case 'variable':
      return (node.scope === 'local' && walk.names.get(node.name)) || nothing
    case 'select':
    case 'has':
      return selected(originsOf(node.operand, walk), node.field, walk)
    case 'index':
      return indexed(node, walk)
    case 'conditional':
      useWhole(originsOf(node.condition, walk), walk)
      return [...originsOf(node.yes, walk), ...originsOf(node.no, walk)]
    case 'coalesce':
      return [...originsOf(node.value, walk), ...originsOf(node.fallback, walk)]
    case 'let':
      return originsOf(node.body, naming(walk, node.name, originsOf(node.value, walk)))
    case 'comprehension':
      return comprehended(node, walk)
    case 'call':
      return called(node, walk)
    default:
      for (const child of childrenOf(node)) useWhole(originsOf(child, walk), walk)
      return nothing
  }
}

function selected(origins: Origins, property: string, walk: Walk): Origins {
  for (const { link, part } of origins) if (part === 'document') walk.used.get(link)?.add(property)
  return nothing
}

function indexed({ operand, index }: Extract<ExpressionNode, { kind: 'index' }>, walk: Walk): Origins {
  const origins = originsOf(operand, walk)
  if (index.kind === 'literal' && index.value.of === 'string') return selected(origins, index.value.value, walk)
  useWhole(originsOf(index, walk), walk)
  useWhole(
    origins.filter(({ part }) => part === 'document'),
    walk,
  )
  return documentsOf(origins)
}

/** `filter` gives some of the documents themselves; `map` whatever its body gives; the others a truth. */
function comprehended(node: Extract<ExpressionNode, { kind: 'comprehension' }>, walk: Walk): Origins {
  const operand = originsOf(node.operand, walk)
  const inside = naming(walk, node.variable, documentsOf(operand))
  if (node.where) useWhole(originsOf(node.where, inside), walk)
  useWhole(originsOf(node.body, inside), walk)
  return node.macro === 'filter' ? operand : nothing
}

const countingFunctions = new Set(['size', 'isEmpty'])
const choosingFunctions = new Set(['first', 'last'])

function called({ function: name, arguments: given }: Extract<ExpressionNode, { kind: 'call' }>, walk: Walk): Origins {
  const origins = given.flatMap((argument) => originsOf(argument, walk))
  const lists = origins.every(({ part }) => part === 'list')
  if (lists && choosingFunctions.has(name)) return documentsOf(origins)
  if (!lists || !countingFunctions.has(name)) useWhole(origins, walk)
  return nothing
}

function documentsOf(origins: Origins): Origins {
  return origins.flatMap(({ link, part }) => (part === 'list' ? [{ link, part: 'document' }] : []))
}

function naming(walk: Walk, name: string, origins: Origins): Walk {
  return { ...walk, names: new Map(walk.names).set(name, origins) }
}

function useWhole(origins: Origins, { whole }: Walk): void {
  for (const { link } of origins) whole.add(link)
}
