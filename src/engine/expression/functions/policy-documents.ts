import { isRecord, ownProperty } from '../values/index.js'
import { parseJson, urlDecode } from './text.js'

/** One statement of an IAM policy in the form that `policyStatements` gives. */
export interface PolicyStatement {
  readonly Sid: string | null
  readonly Effect: string | null
  readonly Principal: readonly string[]
  readonly NotPrincipal: readonly string[]
  readonly Action: readonly string[]
  readonly NotAction: readonly string[]
  readonly Resource: readonly string[]
  readonly NotResource: readonly string[]
  readonly Condition: readonly { readonly operator: string; readonly key: string; readonly values: readonly string[] }[]
}

/**
 * The statements of a policy document given as an object, JSON text or URL-encoded JSON text. None of null; undefined
 * when it is not a policy. Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readStatements(document: unknown): readonly PolicyStatement[] | undefined {
  if (document === null || document === '') return []
  const parsed = typeof document === 'string' ? parseDocument(document) : document
  if (!isRecord(parsed)) return undefined
  const statements = ownProperty(parsed, 'Statement') ?? []
  const list = Array.isArray(statements) ? statements : [statements]
  return list.every(isRecord) ? list.map(normalise) : undefined
}

function parseDocument(text: string): unknown {
  const trimmed = text.trim()
  const json = trimmed.startsWith('%') ? urlDecode(trimmed) : trimmed
  return json === undefined ? undefined : parseJson(json)
}

function normalise(statement: unknown): PolicyStatement {
  const texts = (name: string) => listOfTexts(ownProperty(statement, name))
  return {
    Sid: textOrNull(ownProperty(statement, 'Sid')),
    Effect: textOrNull(ownProperty(statement, 'Effect')),
    Principal: principals(ownProperty(statement, 'Principal')),
    NotPrincipal: principals(ownProperty(statement, 'NotPrincipal')),
    Action: texts('Action'),
    NotAction: texts('NotAction'),
    Resource: texts('Resource'),
    NotResource: texts('NotResource'),
    Condition: conditions(ownProperty(statement, 'Condition')),
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function listOfTexts(value: unknown): readonly string[] {
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]).map(String)
}

function principals(value: unknown): readonly string[] {
  return isRecord(value) ? Object.values(value).flatMap(listOfTexts) : listOfTexts(value)
}

function conditions(value: unknown): PolicyStatement['Condition'] {
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([operator, tests]) =>
    Object.entries(isRecord(tests) ? tests : {}).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: listOfTexts(values),
    })),
  )
}
