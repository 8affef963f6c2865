import { isMap, isSeq, type Node, type Pair, parseDocument, type Scalar, visit, type YAMLMap, type YAMLSeq } from 'yaml'
import { canonicalJson } from '../../core/canonical-json.js'
import { hasErrors, type Outcome } from '../../core/diagnostics.js'
import { placeOf } from '../load/project-layout.js'
import { plainValue } from '../source/located-value.js'
import { sourceText } from '../source/source-text.js'
import { readYaml } from '../yaml/read-yaml.js'
import { type KeyOrder, keyOrders } from './key-order.js'

/**
 * Gives a definition's text in the one format: keys in a fixed order, two spaces of indentation, no trailing space.
 * Comments stay with what they precede. Formatting twice changes nothing more. TypeScript files are left as they are
 * (projects have formatters of their own for them), and so are files that are not valid YAML,
 * and those that would come to say something else (the printer has its limits with texts of several lines).
 */
export function formatSource(path: string, text: string): Outcome<string> {
  const place = placeOf(path)
  if (place.place !== 'definition' || place.file.language !== 'yaml') return { value: text, diagnostics: [] }
  const { diagnostics } = readYaml(sourceText(path, text))
  if (hasErrors(diagnostics)) return { value: text, diagnostics }
  const formatted = formatOnce(text, keyOrders[place.file.kind])
  return { value: meaningOf(formatted, path) === meaningOf(text, path) ? formatted : text, diagnostics: [] }
}

/** What a text says, whatever its style; undefined when it is not valid. */
function meaningOf(text: string, path: string): string | undefined {
  const { value } = readYaml(sourceText(path, text))
  return value && canonicalJson(plainValue(value))
}

function formatOnce(text: string, order: KeyOrder): string {
  const document = parseDocument(text, { uniqueKeys: false })
  arrange(document.contents as Node | null, order)
  visit(document, { Collection: (_key, node) => padOnlyMappings(node) })
  return document.toString({ lineWidth: 120 })
}

/** `{ a: 1 }` but `[a]`: the stringifier knows only one padding for both, so each node sets its own. */
function padOnlyMappings(node: YAMLMap | YAMLSeq): void {
  const print = node.toString.bind(node)
  node.toString = (context, ...others) => {
    const padded = context ? { ...context, flowCollectionPadding: isMap(node) ? ' ' : '' } : context
    return print(padded, ...others)
  }
}

/** Sorts the pairs of mappings in place. */
function arrange(node: Node | null, { keys, below = {} }: KeyOrder): void {
  if (isSeq(node)) {
    for (const item of node.items) arrange(item as Node, { keys, below })
  } else if (isMap(node)) {
    const rank = (pair: Pair) => {
      const index = keys.indexOf(keyOf(pair))
      return index < 0 ? keys.length : index
    }
    const [first] = (node as YAMLMap).items
    const sorted = [...(node as YAMLMap).items].sort((left, right) => rank(left) - rank(right))
    moveLeadingSpace(first, sorted[0])
    ;(node as YAMLMap).items = sorted
    for (const pair of sorted) {
      const inner = below[keyOf(pair)]
      if (inner) arrange(pair.value as Node | null, inner)
    }
  }
}

function keyOf({ key }: Pair): string {
  return String((key as Scalar | null)?.value ?? '')
}

/** An empty line before a key that comes to stand first would open the mapping with a gap. */
function moveLeadingSpace(before: Pair | undefined, after: Pair | undefined): void {
  const key = after?.key as Scalar | null | undefined
  if (key && before !== after) key.spaceBefore = false
}
