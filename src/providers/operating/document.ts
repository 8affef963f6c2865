import { canonicalJson } from '../../core/canonical-json.js'
import { asDocument, type Document } from '../reading/rest-answer.js'

/** The value at a dotted path of a document; undefined where there is none. */
export function valueAt(document: unknown, path: string): unknown {
  return path.split('.').reduce((value, key) => asDocument(value)?.[key], document)
}

/** The text at a dotted path, or undefined when there is none. */
export function textAt(document: unknown, path: string): string | undefined {
  const value = valueAt(document, path)
  return typeof value === 'string' ? value : undefined
}

/** A copy of the document with another value at a dotted path; undefined takes the property away. */
export function withValue(document: Document, path: string, value: unknown): Document {
  const [head = '', ...rest] = path.split('.')
  const inner = rest.length === 0 ? value : withValue(asDocument(document[head]) ?? {}, rest.join('.'), value)
  if (inner !== undefined) return { ...document, [head]: inner }
  const { [head]: _, ...kept } = document
  return kept
}

/** Only the parts of a document at these paths, as the body of a PATCH; null says that a part is to go. */
export function partsOf(document: Document, paths: readonly string[]): Document {
  return paths.reduce<Document>((parts, path) => withValue(parts, path, valueAt(document, path) ?? null), {})
}

/** True when two JSON values are the same, whatever the order of their properties. */
export function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(left ?? null) === canonicalJson(right ?? null)
}
