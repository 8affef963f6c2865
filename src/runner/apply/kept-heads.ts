import type { RunHead } from '../../store/run-log/index.js'

/**
 * The heads in a text that was kept outside of the store: a list of heads, or what `escher audit verify --json` printed.
 * Undefined when it is neither.
 */
export function parseHeads(text: string): readonly RunHead[] | undefined {
  const entries = parsed(text)
  if (!Array.isArray(entries)) return undefined
  const heads = entries.map(headIn)
  return heads.every((head) => head !== undefined)
    ? heads.flatMap((head) => (head === 'none' ? [] : [head]))
    : undefined
}

/** The text that keeps heads. */
export function headsText(heads: readonly RunHead[]): string {
  return `${JSON.stringify(heads, null, 2)}\n`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An audited run without a sound record has no head. */
function headIn(entry: unknown): RunHead | 'none' | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  if ('records' in entry && !('head' in entry)) return 'none'
  const head = 'head' in entry ? entry.head : entry
  return isHead(head) ? head : undefined
}

function isHead(value: unknown): value is RunHead {
  if (typeof value !== 'object' || value === null) return false
  const { run, number, hash } = value as Record<string, unknown>
  return typeof run === 'string' && typeof hash === 'string' && Number.isSafeInteger(number)
}
