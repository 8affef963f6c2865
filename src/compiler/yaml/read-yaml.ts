import { Composer, type CST, type Document, type ParsedNode, Parser } from 'yaml'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { depthLimit, sourceDiagnostics } from '../source/diagnostics.js'
import type { LocatedValue } from '../source/located-value.js'
import type { SourceText } from '../source/source-text.js'
import { yamlDiagnostics } from './diagnostics.js'
import { nodeToValue } from './node-to-value.js'

/** More syntax errors than this in one file are of no help to anyone. */
const syntaxErrorLimit = 20

/** Reads one YAML document into located values; undefined when there is nothing that can be relied on. */
export function readYaml(source: SourceText): Outcome<LocatedValue | undefined> {
  const tokens = readTokens(source)
  if (tokens.diagnostics.length > 0) return { value: undefined, diagnostics: tokens.diagnostics }
  const documents = [...new Composer({ uniqueKeys: false }).compose(tokens.value, true, source.text.length)]
  const diagnostics = documents.flatMap((document) => syntaxProblems(document, source)).slice(0, syntaxErrorLimit)
  const [document, second] = documents as Document.Parsed[]
  if (second) {
    const range = source.range(second.range[0], second.range[1])
    diagnostics.push(yamlDiagnostics.report('yaml-several-documents', undefined, { range }))
  }
  if (diagnostics.length > 0) return { value: undefined, diagnostics }
  const contents = document?.contents as ParsedNode | null | undefined
  if (!contents || isEmptyScalar(contents)) {
    return {
      value: undefined,
      diagnostics: [sourceDiagnostics.report('empty-file', undefined, { range: source.range(0, 0) })],
    }
  }
  return nodeToValue(contents, source)
}

/** The concrete syntax, which is read without recursion; its depth is checked before anything recursive sees it. */
function readTokens(source: SourceText): Outcome<CST.Token[]> {
  const tokens: CST.Token[] = []
  const diagnostics: Diagnostic[] = []
  for (const token of new Parser().parse(source.text)) {
    if (token.type === 'error') {
      const range = source.range(token.offset, token.offset + token.source.length)
      diagnostics.push(yamlDiagnostics.report('yaml-syntax', { problem: lowerFirst(token.message) }, { range }))
      if (diagnostics.length >= syntaxErrorLimit) break
    } else tokens.push(token)
  }
  const deep = tokens.map(firstTooDeep).find((token) => token !== undefined)
  if (deep) {
    const range = source.range(deep.offset, deep.offset + 1)
    diagnostics.push(sourceDiagnostics.report('too-deep', { limit: depthLimit }, { range }))
  }
  return { value: tokens, diagnostics }
}

function firstTooDeep(root: CST.Token): CST.Token | undefined {
  const open: { token: CST.Token; depth: number }[] = [{ token: root, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next
    if (depth > depthLimit) return token
    if ('items' in token) {
      for (const item of token.items) {
        if (item.key) open.push({ token: item.key, depth: depth + 1 })
        if (item.value) open.push({ token: item.value, depth: depth + 1 })
      }
    } else if (token.type === 'document' && token.value) open.push({ token: token.value, depth })
  }
  return undefined
}

function syntaxProblems(document: Document, source: SourceText): Diagnostic[] {
  return [...document.errors, ...document.warnings].map(({ message, pos }) =>
    yamlDiagnostics.report(
      'yaml-syntax',
      { problem: lowerFirst(message) },
      { range: source.range(pos[0], Math.max(pos[1], pos[0] + 1)) },
    ),
  )
}

function isEmptyScalar(node: ParsedNode): boolean {
  return 'value' in node && node.value === null && node.range[0] === node.range[1]
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
