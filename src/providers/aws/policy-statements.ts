import { asDocument, type Document, documentsIn } from '../reading/rest-answer.js'

/** A policy text read as JSON; undefined when it is none. */
export function parsePolicy(text: unknown): Document | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return asDocument(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** The statements of a policy, where a single one may stand without a list. */
export function statementsOf(policy: Document | undefined): readonly Document[] {
  const statement = policy?.['Statement']
  return documentsIn(Array.isArray(statement) ? statement : [statement])
}

/** True of a statement that lets in everybody, with no condition that could narrow it. */
export function isForAll({ Effect, Principal, Condition }: Document): boolean {
  return Effect === 'Allow' && isEverybody(Principal) && Object.keys(asDocument(Condition) ?? {}).length === 0
}

/** True of a principal that is everybody: `*`, `{ AWS: * }` or a list with it. */
export function isEverybody(principal: unknown): boolean {
  const named = asDocument(principal)?.['AWS'] ?? principal
  return Array.isArray(named) ? named.includes('*') : named === '*'
}
